"""The sample documents can be read, and what is expected of them stands in their words."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from tools.papers.gold import expected
from tools.papers.source import read as read_source

from dondoc.reading import read_path
from tests.house.tree import SOURCE

FILES = SOURCE / "sample" / "files"
SOURCES = Path(__file__).parents[2] / "tools" / "papers" / "sources"
GOLD = sorted(FILES.glob("*.gold.json"))


def plain(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", words).split())


def document(gold: Path) -> Path:
    """The one file that an expected result belongs to."""
    (found,) = (p for p in FILES.glob(gold.name.replace(".gold.json", ".*")) if p.suffix != ".json")
    return found


def values(task: dict[str, Any]) -> list[str]:
    return [task["text"], *(value for name in ("deliverable", "time_text") if (value := task[name]))]


def test_there_are_documents_of_every_format_and_kind():
    assert len(GOLD) >= 12
    assert {document(gold).suffix for gold in GOLD} == {".docx", ".pdf", ".txt"}
    kinds = {json.loads(gold.read_text("utf-8"))["document"]["kind"] for gold in GOLD}
    assert {"Công văn", "Kế hoạch", "Thông báo", "Chỉ thị", "Quyết định", "Công điện", "Giấy mời", "Báo cáo"} <= kinds


@pytest.mark.parametrize("gold", GOLD, ids=lambda path: path.name)
def test_expected_words_stand_in_the_document(gold: Path):
    content = plain(read_path(document(gold)).content)
    result = json.loads(gold.read_text("utf-8"))
    missing = [words for task in result["tasks"] for words in values(task) if plain(words) not in content]
    assert not missing
    assert all(code in content.replace(" ", "") for code in result["citations"])


@pytest.mark.parametrize("gold", GOLD, ids=lambda path: path.name)
def test_expected_results_are_those_of_the_sources(gold: Path):
    paper = read_source(SOURCES / gold.name.replace(".gold.json", ".txt"))
    assert json.loads(gold.read_text("utf-8")) == expected(paper)
