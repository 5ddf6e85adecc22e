"""The expected result of a sample document, in the contract of ``dondoc read --json`` (docs/reading-json.md).

Each expected task is a block of lines: ``[clause] kind`` and then ``lead``, ``with``, ``direct`` (names divided by
slashes), ``product``, ``time`` (words => due) and ``text``, whose middle may be left out with "…". A block without
``lead`` has the lead of the one above; ``^`` repeats the field of the one above.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from tools.papers.source import Paper

CODE = re.compile(r"^(?P<number>\d*)[/-]?(?:\d{4}/)?(?P<symbol>.+)$")
CAPACITIES = ("KT.", "TM.", "TL.", "TUQ.", "Q.", "T/M")


def expected(paper: Paper) -> dict[str, Any]:
    """Raises ValueError where an expected value does not stand in the document's words."""
    return {
        "document": document(paper),
        "citations": paper.several("citations"),
        "tasks": tasks(paper),
    }


def document(paper: Paper) -> dict[str, Any]:
    code = paper.get("code").replace(" ", "")
    found = CODE.match(code)
    signature = paper.several("sign")
    capacity = next((c for c in CAPACITIES if signature and signature[0].startswith(c)), None)
    title = paper.get("title") or (signature[-1].capitalize() if signature else None)
    return {
        "kind": paper.get("kind"),
        "code": code,
        "symbol": found["symbol"] if found else None,
        "issued_on": paper.get("date"),
        "issuer": paper.get("gold_issuer") or paper.get("issuer"),
        "subject": paper.get("subject") or None,
        "addressees": paper.several("to"),
        "signer": {"name": paper.get("name"), "title": title, "capacity": capacity},
    }


def tasks(paper: Paper) -> list[dict[str, Any]]:
    words = " ".join(line.strip("#_| ") for line in paper.body)
    found: list[dict[str, Any]] = []
    above: dict[str, str] = {}
    for block in paper.expected.strip().split("\n\n"):
        if block.strip():
            above = fields(block, above)
            found.append(task(above, words, paper.name))
    return found


def fields(block: str, above: dict[str, str]) -> dict[str, str]:
    head, *lines = block.strip().splitlines()
    clause, kind = re.fullmatch(r"\[(.*?)\] (\w+)", head).groups()  # type: ignore[union-attr]
    given = dict(line.strip().split(": ", 1) for line in lines)
    given = {name: above.get(name, "") if value == "^" else value for name, value in given.items()}
    return {"lead": above.get("lead", ""), **given, "clause": clause, "kind": kind}


def task(given: dict[str, str], words: str, name: str) -> dict[str, Any]:
    time, _, due = (part.strip() for part in given.get("time", "").partition("=>"))
    return {
        "clause": given["clause"] or None,
        "kind": given["kind"],
        "text": whole(given["text"], words, name),
        "lead": names(given.get("lead", "")),
        "coordinate": names(given.get("with", "")),
        "direct": names(given.get("direct", "")),
        "deliverable": given.get("product") or None,
        "time_text": time or None,
        "due": due or None,
    }


def names(value: str) -> list[str]:
    return [name.strip() for name in value.split(" / ") if name.strip()]


def whole(quoted: str, words: str, name: str) -> str:
    """The words between the head and the tail of a quotation, as they stand in the document."""
    begin, _, end = (unicodedata.normalize("NFC", part.strip()) for part in quoted.partition("…"))
    words = unicodedata.normalize("NFC", words)
    start = words.find(begin)
    stop = words.find(end, start + len(begin)) if end else start + len(begin)
    if start < 0 or stop < start:
        raise ValueError(f"{name}: the document does not say: {quoted}")
    return words[start : stop + len(end)]
