"""``Text`` → ``Directive``: the head, the documents cited, and every duty with its words, rule and confidence."""

from __future__ import annotations

import re

from dondoc.extraction import clauses
from dondoc.extraction.blockers import Mode
from dondoc.extraction.calibration import Table, table
from dondoc.extraction.citations import citations
from dondoc.extraction.confidence import Calibrator
from dondoc.extraction.directive import Directive, Duty, Head
from dondoc.extraction.duties import DutyReader
from dondoc.extraction.head import read_head
from dondoc.extraction.layout import Entry, Line, lay_out
from dondoc.extraction.opening import Reader
from dondoc.extraction.settle import Defaults, Settler
from dondoc.extraction.when import Clock
from dondoc.language.cues import cue
from dondoc.reading.text import Text

__all__ = ["extract"]

_PLANS = cue(
    "layout.plan",
    re.compile(
        r"\W*(?:ke hoach|chuong trinh|phuong an|quy che|quy dinh|huong dan|nhiem vu|noi dung|phan cong|danh muc"
        r" (?:cac )?nhiem vu|de an)\b"
    ),
    finds=(
        "[[KẾ HOẠCH]] CHI TIẾT",
        "[[PHÂN CÔNG]] NHIỆM VỤ",
    ),
    leaves=("DANH SÁCH ĐẠI BIỂU",),
)


def extract(text: Text, *, learnt: Table | None = None) -> Directive:
    """Reads one document. Never raises for any text; what is not there stays None or empty.

    Confidence is calibrated by the table that comes with the program, or by ``learnt``; an empty ``Table()`` leaves the
    rules' own estimates.
    """
    layout = lay_out(text)
    head = read_head(layout)
    reader = Reader(layout.content, layout.folded)
    issued = head.issued_on.value if head.issued_on else None
    duties = DutyReader(reader, Clock(layout.content, issued, _year(head), layout.notes))
    duties.walk(clauses.tree(layout.body), _body_mode(head))
    for number, appendix in enumerate(layout.appendices):
        if number:
            duties.begin()
        duties.walk(clauses.tree(appendix), _appendix_mode(appendix))
    settler = Settler(reader, Defaults.of(head))
    found: list[Duty] = [duty for draft in duties.drafts for duty in settler.duties(draft)]
    directive = Directive(head, citations(layout, head), tuple(found), tuple(duties.lost))
    return Calibrator(table() if learnt is None else learnt).directive(directive)


def _year(head: Head) -> int | None:
    """The year that a plan is for ("… năm 2026"), else the year of issue."""
    planned = re.findall(r"\bnăm (20\d\d)\b", head.subject.value) if head.subject else []
    if len(set(planned)) == 1:
        return int(planned[0])
    return int(head.issued_on.value[:4]) if head.issued_on else None


def _body_mode(head: Head) -> Mode:
    """Reports and submissions charge nobody but in so many words."""
    return Mode.CUED if head.kind and head.kind.value in ("Báo cáo", "Tờ trình", "Biên bản") else Mode.OPEN


def _appendix_mode(appendix: tuple[Entry, ...]) -> Mode:
    """An attached plan is read as a whole; of forms and outlines only the tables of tasks."""
    for entry in appendix[:8]:
        if isinstance(entry, Line) and entry.upper and _PLANS.match(entry.folded):
            return Mode.OPEN
    return Mode.NAMED
