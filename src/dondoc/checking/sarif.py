"""Findings as SARIF 2.1.0 (OASIS standard), for editors and pipelines.

Lines and characters count in the text as read, one line a paragraph: Word and PDF files have no lines of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from dondoc.checking.catalogue import RULES
from dondoc.checking.finding import Finding
from dondoc.checking.rule import Rule

VERSION = "2.1.0"
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(
    files: Iterable[tuple[str, Sequence[Finding]]], version: str, failures: Sequence[tuple[str, str]] = ()
) -> dict[str, Any]:
    """One run over files: (URI, findings) each. ``failures`` are files that could not be read, each with the sentence
    that says why."""
    places = {rule.id: at for at, rule in enumerate(RULES)}
    return {
        "$schema": SCHEMA,
        "version": VERSION,
        "runs": [
            {
                "tool": {
                    "driver": {"name": "dondoc", "version": version, "language": "vi", "rules": [*map(_rule, RULES)]}
                },
                "columnKind": "unicodeCodePoints",
                "invocations": [
                    {
                        "executionSuccessful": not failures,
                        "toolExecutionNotifications": [_failure(uri, why) for uri, why in failures],
                    }
                ],
                "results": [_result(uri, found, places) for uri, findings in files for found in findings],
            }
        ],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"Căn cứ: {rule.basis}."},
        "defaultConfiguration": {"level": str(rule.severity)},
    }


def _result(uri: str, found: Finding, places: dict[str, int]) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": uri}}
    if found.span is not None:
        place["region"] = {
            "startLine": found.line,
            "charOffset": found.span.start,
            "charLength": len(found.span),
            "snippet": {"text": found.words},
        }
    return {
        "ruleId": found.rule,
        "ruleIndex": places[found.rule],
        "level": str(found.severity),
        "message": {"text": f"{found.message} {found.mend}"},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"dondoc/v1": found.key},
        "properties": {"basis": found.basis, **({"page": found.page} if found.page else {})},
    }


def _failure(uri: str, why: str) -> dict[str, Any]:
    return {
        "level": "error",
        "message": {"text": why},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri}}}],
    }
