"""Documents that were written and annotated without knowledge of the rules: how much of them is read right.

``corpus/open`` may be looked at when rules are made. Of ``corpus/held`` only the score is looked at, so that it stays a
measure of documents that nobody has seen. A floor is a little below what was reached: raise it when more is read.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dondoc.extraction import extract
from dondoc.extraction.contract import contract
from dondoc.extraction.scoring import Score, compare
from dondoc.reading import read

CORPUS = Path(__file__).parent / "corpus"
FLOORS = {
    "open": {
        "document.kind": 0.98,
        "document.code": 0.98,
        "document.issued_on": 0.98,
        "document.issuer": 0.98,
        "document.subject": 0.98,
        "document.signer": 0.97,
        "document.addressees": 0.98,
        "citations": 0.98,
        "tasks.found": 0.975,
        "tasks.lead": 0.975,
        "tasks.coordinate": 0.97,
        "tasks.due": 0.95,
        "tasks.deliverable": 0.98,
        "tasks.kind": 0.94,
    },
    "held": {
        "document.kind": 0.98,
        "document.code": 0.98,
        "document.issued_on": 0.98,
        "document.issuer": 0.95,
        "document.subject": 0.98,
        "document.signer": 0.96,
        "document.addressees": 0.89,
        "citations": 0.98,
        "tasks.found": 0.945,
        "tasks.lead": 0.815,
        "tasks.coordinate": 0.825,
        "tasks.direct": 0.90,
        "tasks.due": 0.87,
        "tasks.kind": 0.88,
    },
}


def expectations(half: str) -> list[Path]:
    return sorted((CORPUS / half).glob("*.gold.json"))


def source(expected: Path) -> Path:
    """The document that an expectation is about."""
    (found,) = (p for p in expected.parent.glob(expected.name.replace(".gold.json", ".*")) if p.suffix != ".json")
    return found


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    found = {half: Score() for half in FLOORS}
    for half, score in found.items():
        for expected in expectations(half):
            document = source(expected)
            reading = contract(extract(read(document.read_bytes(), document.name)), document.name)
            score.merge(compare(json.loads(expected.read_text("utf-8")), reading))
    return found


@pytest.mark.parametrize(("half", "field"), [(half, field) for half, floors in FLOORS.items() for field in floors])
def test_no_less_is_read_right_than_before(scores: dict[str, Score], half: str, field: str):
    assert scores[half].fields[field].f1 >= FLOORS[half][field]


@pytest.mark.parametrize("half", FLOORS)
def test_the_corpus_has_many_kinds_and_all_formats(half: str):
    expected = expectations(half)
    kinds = {json.loads(path.read_text("utf-8"))["document"]["kind"] for path in expected}
    assert len(expected) >= 12
    assert len(kinds) >= 8
    assert {source(path).suffix for path in expected} == {".docx", ".pdf", ".txt"}
