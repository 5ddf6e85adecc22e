"""Rules are for the language: none names a province, a person or a document of the measuring set."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest

from dondoc.organisations.national import provinces
from tests.house.tree import ROOT, SOURCE, short

RULES = sorted(path for room in ("language", "extraction") for path in (SOURCE / room).rglob("*.py"))
GOLD = ROOT.parent / "shared" / "gold" / "dev"


def plain(words: str) -> str:
    """Without marks and case, as patterns are written over folded text."""
    letters = unicodedata.normalize("NFD", words.casefold()).replace("đ", "d")
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def naming(words: set[str]) -> list[str]:
    pattern = re.compile(r"\b(?:" + "|".join(sorted(re.escape(plain(one)) for one in words)) + r")\b")
    return [
        f"{short(path)}: {found.group()}" for path in RULES if (found := pattern.search(plain(path.read_text("utf-8"))))
    ]


def test_no_rule_names_a_province() -> None:
    names = {place.proper for place in provinces()}
    assert len(names) == 34
    # "Huế" folds to a common syllable and is looked for with its mark.
    assert not naming(names - {"Huế"})
    assert not [short(path) for path in RULES if re.search(r"\bHuế\b", path.read_text("utf-8"))]


@pytest.mark.gold
@pytest.mark.skipif(not GOLD.is_dir(), reason="the measuring documents do not stand beside the repository")
def test_no_rule_names_a_person_or_a_document_of_the_measuring_set() -> None:
    words: set[str] = set()
    for path in GOLD.glob("*.gold.json"):
        gold = json.loads(path.read_text("utf-8"))
        words |= {gold["document"].get("code") or "", (gold["document"].get("signer") or {}).get("name") or ""}
        words |= {name for task in gold["tasks"] for name in task["direct"] if re.fullmatch(r"(?:\w+ ){2,4}\w+", name)}
    people_and_codes = {one for one in words if len(one) > 8 and not is_post(one)}
    assert people_and_codes
    assert not naming(people_and_codes)


def is_post(name: str) -> bool:
    return bool(re.search(r"giám đốc|sở|ủy ban|chủ tịch|phòng|lãnh đạo|ban\b|bộ\b", name.casefold()))


def test_the_check_finds_what_it_looks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "read_text", lambda *_: 'RULE = "tinh nghe an"')
    assert naming({"Nghệ An"})[0] == f"{short(RULES[0])}: nghe an"
