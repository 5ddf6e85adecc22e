"""On real directives, where they stand beside the repository, the linter finds what an official saw in them."""

from __future__ import annotations

from collections import Counter

import pytest

from dondoc.checking import Matter, check
from dondoc.extraction import extract
from dondoc.reading import read_path
from tests.house.tree import ROOT

GOLD = ROOT.parent / "shared" / "gold" / "dev"
SEEN = {
    "source-000": {"spelling.phrase": 2},
    "source-001": {
        "truncated.name": 1,
        "name.no-type": 1,
        "spelling.doubled": 1,
        "spelling.phrase": 3,
        "blank.date": 1,
    },
    "source-002": {"blank.number": 1, "blank.date": 1, "spelling.phrase": 1},
    "source-003": {"body.district": 1, "truncated.sentence": 2, "blank.number": 1, "blank.date": 1},
    "source-004": {"blank.number": 1, "blank.date": 1},
}


@pytest.mark.gold
@pytest.mark.skipif(not GOLD.is_dir(), reason="the measuring documents do not stand beside the repository")
@pytest.mark.parametrize("name", SEEN)
def test_finds_what_an_official_saw(name: str) -> None:
    text = read_path(GOLD / f"{name}.txt")
    found = Counter(finding.rule for finding in check(Matter(text, extract(text))))
    assert {rule: found[rule] for rule in SEEN[name]} == SEEN[name]
    assert found.total() <= sum(SEEN[name].values()) + 1
