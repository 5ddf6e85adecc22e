"""The report of ``dondoc evaluate`` as it stands in docs/quality.md."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from dondoc.cli.tables import table as rows_under
from dondoc.extraction.calibration import table
from dondoc.extraction.fitting import error, reliability
from dondoc.extraction.scoring import FEWEST, OVERALL, Count, Score, Verdict

WEAK = 0.9
"""Below this F1 a field, and below this precision a rule, is named as a weak spot."""
OFTEN = 5
"""A rule that found fewer values than this says too little about itself."""
NOTES = "<!-- what follows is written by hand and kept -->"

INTRODUCTION = """# Quality of reading

`make evaluate` reads documents that somebody has read before, compares (`dondoc/extraction/scoring.py`: names may
differ by a slip of spelling or two words at an end, times must be equal) and writes this page. The samples and the
two halves of the corpus are invented documents that come with the source; rules were made with the open half in
sight, of the held half only figures were looked at. Overall is the mean F1 of the fields with at least four values.
"""
_TOTALS = ("tasks.found", "tasks.lead", "tasks.coordinate", "tasks.due", "citations")


class Set(Protocol):
    """A set of documents with its scores."""

    name: str
    documents: int
    whole: Score
    kinds: defaultdict[str, Score]


def report(sets: Sequence[Set], earlier: str = "", more: Iterable[str] = ()) -> str:
    """The whole page, ``more`` lines at its end. What stands behind the mark in the ``earlier`` page is kept."""
    everything = Score()
    kinds: defaultdict[str, Score] = defaultdict(Score)
    for one in sets:
        everything.merge(one.whole)
        for kind, score in one.kinds.items():
            kinds[kind].merge(score)
    parts = [INTRODUCTION.splitlines(), _overview(sets)]
    parts += [_fields(one) for one in sets]
    parts += [_kinds(kinds), _confidence(everything.verdicts), _rules(everything), _weak(sets, everything), more]
    notes = earlier.partition(NOTES)[2].strip("\n")
    kept = f"\n{NOTES}\n\n{notes}\n" if notes else ""
    return "\n".join(line for part in parts for line in part) + "\n" + kept


def _overview(sets: Sequence[Set]) -> Iterator[str]:
    rows = (
        (
            one.name,
            str(one.documents),
            f"{one.whole.overall:.3f}",
            *(f"{one.whole.fields[name].f1:.3f}" for name in _TOTALS),
        )
        for one in sets
    )
    return rows_under("All sets", ("set", "documents", "overall", *_TOTALS), rows)


def _fields(one: Set) -> Iterator[str]:
    title = f"{one.name}: {one.documents} documents, overall {one.whole.overall:.3f}"
    rows = ((name, *_figures(count)) for name, count in one.whole.fields.items())
    return rows_under(title, ("field", "precision", "recall", "F1", "gold"), rows)


def _figures(count: Count) -> tuple[str, ...]:
    return f"{count.precision:.3f}", f"{count.recall:.3f}", f"{count.f1:.3f}", str(count.gold)


def _kinds(kinds: Mapping[str, Score]) -> Iterator[str]:
    names = ("tasks.found", "tasks.lead", "tasks.coordinate", "tasks.due")
    rows = (
        (kind, str(score.fields["tasks.found"].gold), *(f"{score.fields[name].f1:.3f}" for name in names))
        for kind, score in sorted(kinds.items())
    )
    return rows_under("By document type, all sets", ("type", "duties", *names), rows)


def _rules(score: Score) -> Iterator[str]:
    ordered = sorted(score.rules().items(), key=lambda row: (row[0][0], -row[1].found, row[0][1]))
    rows = ((field, rule, str(count.found), f"{count.precision:.3f}") for (field, rule), count in ordered)
    return rows_under("By rule, all sets", ("field", "rule", "hits", "precision"), rows)


def _confidence(verdicts: Sequence[Verdict]) -> Iterator[str]:
    given = [verdict for verdict in verdicts if verdict.confidence is not None]
    rows = (
        (f"{bin.low:.1f}–{bin.high:.1f}", str(bin.found), f"{bin.said:.3f}", f"{bin.right:.3f}")
        for bin in reliability(given)
    )
    yield from rows_under("Confidence, all sets", ("confidence", "values", "mean said", "right"), rows)
    yield from ("", f"Expected calibration error over {len(given)} values: {error(given):.3f}", _end(table().error))


def _end(unseen: float | None) -> str:
    """The error that counts: on documents that the table has not seen."""
    return "." if unseen is None else f"(on documents that the table had not seen, five-fold: {unseen:.3f})."


def _weak(sets: Sequence[Set], everything: Score) -> Iterator[str]:
    yield from ("", "## Weak spots", "")
    spots = [
        f"- {one.name}: {name}, F1 {one.whole.fields[name].f1:.3f}"
        for one in sets
        for name in OVERALL
        if one.whole.fields[name].gold >= FEWEST and one.whole.fields[name].f1 < WEAK
    ]
    spots += [
        f"- rule `{rule}` for {field}: precision {count.precision:.3f} in {count.found}"
        for (field, rule), count in everything.rules().items()
        if count.found >= OFTEN and count.precision < WEAK
    ]
    yield from spots or [f"No field and no rule below {WEAK}."]
