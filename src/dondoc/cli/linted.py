"""The linter's part of the report of ``dondoc evaluate``: what it finds of planted errors, what it says otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from dondoc.checking import Severity
from dondoc.checking.planting import Measure, Tally, measure
from dondoc.cli.tables import table
from dondoc.reading import read_path

UNPLANTED = "Real documents"
"""Sets whose name begins so are only looked at as they stand."""

INTRODUCTION = """
One error at a time is planted into each document, for every rule that the document has a place for
(`dondoc/checking/planting`), and the linter is run over it. Found: the rule speaks. Precision: of all that is said
beside what was said before, the share that is about the planted error. Who wrote the rules also wrote what plants the
errors, so these figures say that the rules hold in documents of many kinds, not that there are no other errors. The
half of the corpus that is held back was not looked at."""


def measured(name: str, documents: Sequence[Path], most: int = 1) -> Measure:
    """The linter over one set."""
    texts = ((path.name, read_path(path)) for path in documents)
    return measure(texts, most=0 if name.startswith(UNPLANTED) else most)


def section(sets: Sequence[tuple[str, Measure]]) -> Iterator[str]:
    """The lines of the section."""
    planted = [(name, found) for name, found in sets if found.whole.planted]
    yield from ("", "## The linter on planted errors", *INTRODUCTION.splitlines())
    head = ("set", "documents", "planted", "found", "recall", "precision")
    yield from table("", head, ((name, str(found.documents), *_figures(found.whole)) for name, found in planted))
    rules: dict[str, Tally] = {}
    for _, found in planted:
        for rule, tally in found.rules.items():
            rules.setdefault(rule, Tally()).add(tally)
    yield from table(
        "", ("rule", *head[2:]), ((f"`{rule}`", *_figures(tally)) for rule, tally in sorted(rules.items()))
    )
    yield from table(
        "The linter on documents as they stand",
        ("set", "documents", "nothing said", "errors", "warnings", "notes"),
        ((name, str(found.documents), str(found.clean), *_standing(found)) for name, found in sets),
    )


def _figures(tally: Tally) -> tuple[str, ...]:
    return str(tally.planted), str(tally.found), f"{tally.recall:.3f}", f"{tally.precision:.3f}"


def _standing(found: Measure) -> tuple[str, ...]:
    counts = Counter(one.severity for _, one in found.standing)
    return tuple(str(counts[severity]) for severity in Severity)
