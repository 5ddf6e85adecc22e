"""Duties without a lead, with two of them, or without a time where the others have one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from dondoc.checking.finding import Severity
from dondoc.checking.matter import Matter
from dondoc.checking.rule import Fault, Rule
from dondoc.extraction.clauses import Clause
from dondoc.extraction.directive import Duty, DutyKind, Value
from dondoc.extraction.labels import Role, label_of, role_of
from dondoc.language.bodies import body_at
from dondoc.reading.text import Cell, Span, Table

_EMPTY = re.compile(r"[\s.…_:;\-–]*")
_LEADS = re.compile(r"[\s,]*(?:cung |dong )?(?:chu tri|chiu trach nhiem chinh)\b")
_FIELDS = frozenset({Role.LEAD, Role.DOER, Role.COORDINATE, Role.TIME, Role.PRODUCT})
"""A row that fills none of these only heads the rows below it."""
MOST_SHOWN = 70
FEW = 3
"""Rows or items below this number show no custom that one could break."""


def shortened(words: str) -> str:
    words = " ".join(words.split())
    return f"“{words}”" if len(words) <= MOST_SHOWN else f"“{words[: MOST_SHOWN - 1].rstrip()}…”"


class TaskTable:
    """A ruled table with a column of work: its head's roles, and the rows that state work."""

    def __init__(self, table: Table, folded: str) -> None:
        self.table, self.folded = table, folded
        self.roles: dict[Role, int] = {}
        for cell in table.cells:
            role = role_of(self.words(cell)) if cell.row == 0 else None
            if role is not None:
                self.roles.setdefault(role, cell.column)

    def words(self, cell: Cell | None) -> str:
        return " ".join(self.folded[cell.span.start : cell.span.end].split()) if cell else ""

    def gaps(self, role: Role) -> Iterator[Cell]:
        """The cells of the work column whose row leaves another column blank, where at least two thirds fill it."""
        task, column = self.roles.get(Role.TASK), self.roles.get(role)
        if task is None or column is None or self.table.rows < FEW + 1:
            return
        filled, empty = 0, []
        fields = [at for each, at in self.roles.items() if each in _FIELDS and at != column]
        for row in range(1, self.table.rows):
            work, other = self.table.at(row, task), self.table.at(row, column)
            if work is None or work.row != row or len(self.words(work)) < 8 or work.column_span > 1:
                continue
            if other is None or _EMPTY.fullmatch(self.words(other)):
                if any(not _EMPTY.fullmatch(self.words(self.table.at(row, at))) for at in fields):
                    empty.append(work)
            else:
                filled += 1
        if filled >= 2 * len(empty) and filled >= 2:
            yield from empty


def _tables(matter: Matter) -> Iterator[TaskTable]:
    for clause in matter.clauses:
        if clause.table is not None:
            yield TaskTable(clause.table, matter.folded)


def _items(matter: Matter) -> Iterator[tuple[Clause, dict[Role, Clause]]]:
    """Items with lines Chủ trì / Phối hợp / Sản phẩm / Thời gian below them, with these lines."""
    for clause in matter.clauses:
        lines: dict[Role, Clause] = {}
        for child in clause.children:
            label = label_of(child.folded) if child.table is None else None
            if label is not None:
                lines.setdefault(label.role, child)
        if len(lines) >= 2 and clause.words.strip() and not (clause.line and clause.line.upper):
            yield clause, lines


def _missing(matter: Matter, roles: Sequence[Role]) -> Iterator[Span]:
    """Items and rows that lack what most of their like have, or have its label without words behind it."""
    items = list(_items(matter))
    held = Counter(bool(lines.keys() & set(roles)) for _, lines in items)
    for clause, lines in items:
        present = [lines[role] for role in roles if role in lines]
        if not present and held[True] >= 2 * held[False] and held[True] >= 2:
            yield clause.span
        for line in present:
            label = label_of(line.folded)
            if label is not None and _EMPTY.fullmatch(line.folded[label.start :]) and not line.children:
                yield line.line.span if line.line else line.span
    for table in _tables(matter):
        for role in roles:
            if role in table.roles:
                for cell in table.gaps(role):
                    yield cell.span
                break


def no_lead(matter: Matter) -> Iterator[Fault]:
    for span in _missing(matter, (Role.LEAD, Role.DOER)):
        yield Fault(
            span,
            f"Chưa ghi cơ quan chủ trì cho {shortened(span.of(matter.content))}.",
            "Ghi tên một cơ quan, đơn vị hoặc cá nhân chủ trì.",
        )


def _single(lead: Value[str]) -> bool:
    """Whether a name stands for one body that is told apart from others."""
    body = body_at(lead.value, 0)
    return body is not None and not body.collective and not re.match(r"(?:các|mọi|từng|mỗi)\b", lead.value.lower())


def two_leads(matter: Matter) -> Iterator[Fault]:
    seen: set[tuple[int, int]] = set()
    for duty in matter.directive.duties:
        span = _row(duty)
        if span is None or (span.start, span.end) in seen or not _named_as_leads(matter, duty, span):
            continue
        seen.add((span.start, span.end))
        names = [lead.value for lead in duty.lead]
        yield Fault(
            span,
            f"Một việc giao {len(names)} nơi chủ trì: {', '.join(names[:4])}.",
            "Chọn một nơi chủ trì, những nơi còn lại ghi là phối hợp; nếu mỗi nơi làm phần riêng thì tách thành"
            " từng nhiệm vụ.",
        )


def _row(duty: Duty) -> Span | None:
    spans = [lead.span for lead in duty.lead if lead.span is not None]
    if len(duty.lead) < 2 or len(spans) != len(duty.lead) or not all(map(_single, duty.lead)):
        return None
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _named_as_leads(matter: Matter, duty: Duty, span: Span) -> bool:
    """Under "Chủ trì", or before the words "chủ trì"; several subjects of one sentence each do their own part."""
    if all(lead.rule in ("lead.field", "lead.column") for lead in duty.lead):
        return _under_lead_label(matter, span)
    return _LEADS.match(matter.behind(span.end, 40)) is not None


def _under_lead_label(matter: Matter, span: Span) -> bool:
    if re.search(r"chu tri[^:\n]{0,40}:\s*$", matter.before(span.start, 60)):
        return True
    for table in _tables(matter):
        column = table.roles.get(Role.LEAD)
        if column is not None and table.table.span.covers(span):
            cell = next((one for one in table.table.cells if one.span.covers(span)), None)
            head = table.table.at(0, column)
            return cell is not None and cell.column == column and "chu tri" in table.words(head)
    return False


def no_deadline(matter: Matter) -> Iterator[Fault]:
    for span in _missing(matter, (Role.TIME,)):
        yield Fault(
            span,
            f"Chưa ghi thời hạn cho {shortened(span.of(matter.content))}.",
            "Ghi ngày hoàn thành, kỳ thực hiện, hoặc “thường xuyên”.",
        )


def none_with_deadline(matter: Matter) -> Iterator[Fault]:
    """A letter that lays work on others and names no time at all; said once."""
    duties = [duty for duty in matter.directive.duties if duty.kind is not DutyKind.COMMENT]
    head = matter.directive.head
    kind = head.kind.value if head.kind else "Công văn"
    firm = [duty for duty in duties if duty.due is None or duty.due.value != "on-demand"]
    reports = [duty for duty in firm if duty.kind is DutyKind.REPORT and duty.time_text is None]
    timed = any(duty.time_text is not None for duty in firm)
    if kind in _DIRECTING and len(firm) >= 2 and reports and not timed and reports[0].text.span is not None:
        yield Fault(
            reports[0].text.span,
            f"Văn bản giao {len(firm)} việc, có yêu cầu báo cáo, nhưng không việc nào có thời hạn.",
            "Ghi thời hạn ít nhất cho việc báo cáo kết quả.",
        )


_DIRECTING = ("Công văn", "Kế hoạch", "Chỉ thị", "Công điện", "Thông báo", "Quyết định")
_KL = "Kết luận 226-KL/TW ngày 11/12/2025 của Ban Bí thư"


def _plan(*items: str) -> str:
    return "II. NHIỆM VỤ\n" + "\n".join(items)


def _item(number: int, work: str, *lines: str) -> str:
    return "\n".join((f"{number}. {work}", *(f"- {line}." for line in lines)))


_A, _B, _C = "Rà soát hệ thống camera tại các nút giao", "Xây dựng bản đồ ngập", "Tập huấn vận hành trạm bơm"
_LEAD = "Đơn vị chủ trì: Phòng Kỹ thuật"
_TIME = "Thời gian hoàn thành: Trước ngày 30/10/2026"
_PRODUCT = "Sản phẩm: Báo cáo rà soát"
RULES: tuple[Rule, ...] = (
    Rule(
        "duty.no-lead",
        "Nhiệm vụ không ghi nơi chủ trì",
        Severity.WARNING,
        f"{_KL} (rõ người, rõ trách nhiệm)",
        "Việc không có nơi chủ trì thì không ai chịu trách nhiệm.",
        no_lead,
        (
            _plan(
                _item(1, f"{_A}.", _LEAD, _TIME, _PRODUCT),
                _item(2, f"[[{_B}.]]", _TIME, _PRODUCT),
                _item(3, f"{_C}.", _LEAD, _TIME, _PRODUCT),
            ),
        ),
        (_plan(_item(1, f"{_A}.", _LEAD, _TIME), _item(2, f"{_B}.", _LEAD, _TIME)),),
    ),
    Rule(
        "duty.two-leads",
        "Nhiệm vụ có hai nơi chủ trì",
        Severity.WARNING,
        f"{_KL} (một việc chỉ giao một đầu mối chủ trì)",
        "Hai nơi cùng chủ trì thì khi chậm không rõ trách nhiệm của ai.",
        two_leads,
        (
            "1. Giao [[Sở Xây dựng và Sở Tài chính]] chủ trì rà soát giá vật liệu trước ngày 30/10/2026.",
            _plan(
                _item(1, f"{_A}.", "Đơn vị chủ trì: [[Sở Xây dựng, Sở Tài chính]]", _TIME),
                _item(2, f"{_B}.", "Đơn vị chủ trì: Sở Xây dựng", _TIME),
            ),
        ),
        (
            "1. Giao Sở Xây dựng chủ trì, phối hợp với Sở Tài chính rà soát giá vật liệu trước ngày 30/10/2026.",
            "1. Sở Xây dựng, Sở Tài chính rà soát hồ sơ của đơn vị mình trước ngày 30/10/2026.",
        ),
    ),
    Rule(
        "duty.no-deadline",
        "Nhiệm vụ không ghi thời hạn",
        Severity.WARNING,
        f"{_KL} (rõ thời gian)",
        "Trong danh sách mà các việc khác đều có thời hạn, việc bỏ trống thường là sót.",
        no_deadline,
        (
            _plan(
                _item(1, f"{_A}.", _LEAD, _TIME, _PRODUCT),
                _item(2, f"[[{_B}.]]", _LEAD, _PRODUCT),
                _item(3, f"{_C}.", _LEAD, _TIME, _PRODUCT),
            ),
        ),
        (_plan(_item(1, f"{_A}.", _LEAD, _TIME), _item(2, f"{_B}.", _LEAD, _TIME)),),
    ),
    Rule(
        "duty.none-dated",
        "Văn bản giao việc mà không có thời hạn nào",
        Severity.NOTE,
        f"{_KL} (rõ thời gian)",
        "Không có thời hạn thì không theo dõi, đôn đốc được.",
        none_with_deadline,
        (
            "1. Sở Xây dựng rà soát biển báo trên các tuyến đường.\n"
            "2. Sở Tài chính [[tổng hợp giá vật liệu, báo cáo UBND tỉnh]].",
        ),
        (
            "1. Sở Xây dựng rà soát biển báo trên các tuyến đường.\n"
            "2. Sở Tài chính tổng hợp giá vật liệu, báo cáo UBND tỉnh trước ngày 30/10/2026.",
        ),
    ),
)
