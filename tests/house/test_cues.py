"""Every rule of language and extraction stands as data, with sentences in which it holds and in which it does not."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import dondoc.extraction
import dondoc.language
from dondoc.extraction.blockers import GROUPS
from dondoc.extraction.labels import SIGNS
from dondoc.language.code_rules import RULES as CODE_RULES
from dondoc.language.cues import CUES, Cue, cue
from dondoc.language.dates import RULES as DATE_RULES
from dondoc.language.folding import fold
from dondoc.language.times import ALL, CELL_RULES
from tests.house.tree import SOURCE, short

ROOMS = (dondoc.language, dondoc.extraction)
for room in ROOMS:
    for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
        importlib.import_module(module.name)

PLAIN = {
    # Engines: they take patterns of others, or words apart.
    "rules.py", "signs.py", "folding.py", "periods.py", "dates.py", "code_rules.py", "codes.py", "lexicon.py",
    "scoring.py",
    # Numbering of items and columns, told by ``tests/extraction`` on whole documents.
    "clauses.py", "provisions.py",
    # Names of files and headings of enclosures; places and words of letters of opinion: other readers, with tests of
    # their own on whole letters.
    "belonging.py", "opinions.py", "places.py",
    # Sums in a field that was found already: numbers and units, with tests of their own on whole fields.
    "money.py",
}  # fmt: skip
WORD = re.compile(r"[a-zà-ỹđ]{3,}")
NOT_WORDS = re.compile(r"\\[a-zA-Z]|\(\?P[<=]\w+|\{\w+\}|\[[^\]]*\]")
_MARK = re.compile(r"\[\[(.*?)\]\]")


def plain(sentence: str) -> tuple[str, int, int]:
    """The sentence without its mark, and where the marked words stand."""
    mark = _MARK.search(sentence)
    assert mark, f"no mark in {sentence!r}"
    return sentence[: mark.start()] + mark[1] + sentence[mark.end() :], mark.start(), mark.start() + len(mark[1])


def holds(one: Cue, sentence: str) -> tuple[int, int] | None:
    words = sentence if one.printed else fold(sentence)
    found = one.pattern.search(words) if one.anywhere else one.pattern.match(words)
    return found.span() if found and found.end() > found.start() else None


@pytest.mark.parametrize("one", CUES.values(), ids=lambda one: one.id)
def test_a_cue_holds_on_what_its_examples_mark_and_nowhere_else(one: Cue) -> None:
    assert one.finds, "a sentence in which it holds is missing"
    assert one.leaves, "a sentence in which it does not hold is missing"
    for sentence in one.finds:
        words, start, end = plain(sentence)
        assert holds(one, words) == (start, end), sentence
    for sentence in one.leaves:
        assert holds(one, sentence) is None, sentence


def test_every_rule_that_makes_or_bars_a_value_has_examples_of_both_kinds() -> None:
    rules = (*ALL, *CELL_RULES, *CODE_RULES, *DATE_RULES)
    signs = (*SIGNS.values(), *(sign for group in GROUPS for sign in group.signs))
    assert len(rules) > 30 and len(signs) > 30
    assert not [rule.id for rule in (*rules, *signs) if not (rule.examples and rule.counter_examples)]


def loose(path: Path) -> Iterator[str]:
    """The patterns of a module that hold words and are no cue."""
    source = path.read_text("utf-8")
    if "compile(" not in source:
        return
    tree = ast.parse(source)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    within = {id(part) for call in calls if getattr(call.func, "id", "") == "cue" for part in call.args}
    for call in calls:
        name = getattr(call.func, "attr", "")
        if getattr(getattr(call.func, "value", None), "id", "") not in ("re", "regex") or name not in (
            "compile", "match", "search", "fullmatch",
        ):  # fmt: skip
            continue
        words = [
            word
            for text in ast.walk(call.args[0])
            if isinstance(text, ast.Constant) and isinstance(text.value, str)
            for word in WORD.findall(NOT_WORDS.sub(" ", text.value))
        ]
        if words and id(call) not in within and name == "compile":
            yield f"{short(path)}:{call.lineno} {words[0]}"


def test_no_words_decide_anything_outside_of_a_rule() -> None:
    paths = [path for room in ("language", "extraction") for path in sorted((SOURCE / room).rglob("*.py"))]
    assert not [found for path in paths if path.name not in PLAIN for found in loose(path)]


def test_the_check_sees_a_pattern_that_is_no_rule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "one.py"
    path.write_text('A = re.compile(r"phoi hop")\nB = cue("b", re.compile(r"phoi hop"))\nC = re.compile(r"\\s+")\n')
    monkeypatch.setattr("tests.house.test_cues.short", lambda path: path.name)
    assert list(loose(path)) == ["one.py:1 phoi"]


def test_two_cues_may_not_share_a_name() -> None:
    with pytest.raises(ValueError, match=r"opening\.cue"):
        cue("opening.cue", re.compile("a"), finds=(), leaves=())
