"""One draft for the whole, from what the units have sent; and its sections while they are edited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from dondoc.audit.errors import Refused, Stale
from dondoc.audit.recording import action
from dondoc.organisations.models import Person
from dondoc.organisations.queries import Membership
from dondoc.reports.actions.locking import locked_period, put, still_open
from dondoc.reports.facts import take_facts
from dondoc.reports.merging import Told, merged
from dondoc.reports.models import Passage, PeriodState, ReportPart, ReportPeriod, ReportSection, SectionVersion
from dondoc.reports.policies import require_work
from dondoc.reports.sent import ORDER, part_of, sent_passages
from dondoc.rounds.facts import Stretch, facts

TOGETHER = timedelta(minutes=10)
"""Savings of one person within so long are one version."""
LONGEST = 200_000
MOST_TOPICS = 100


@action("report.consolidate")
def consolidate(by: Person, membership: Membership, period_id: int) -> ReportPeriod:
    """Make the draft; where there is one, add to it what came since. What somebody has written stays.

    Raises NotAllowed, Refused where nothing was sent or the report is issued.
    """
    period = still_open(locked_period(membership, period_id))
    fresh: dict[tuple[str, str], list[Passage]] = defaultdict(list)
    known = {(row.part, row.topic): row for row in period.sections.select_for_update()}
    taken = {pk for row in known.values() for pk in row.taken}
    passages = sent_passages(period)
    for passage in passages:
        if str(passage.pk) not in taken:
            fresh[part_of(passage)].append(passage)
    if not passages and not known:
        raise Refused("Chưa có đơn vị nào gửi báo cáo; hãy đôn đốc hoặc nhập thay rồi tổng hợp.")
    now = timezone.now()
    told = _facts(period)
    wanted = dict.fromkeys([*_wanted(fresh), *told])
    made = [_section(period, part, topic) for part, topic in wanted if (part, topic) not in known]
    newer = set()
    for row in (*known.values(), *made):
        key = row.part, row.topic
        _merge(row, fresh.get(key, []), by, now)
        if take_facts(row, told.get(key, {})):
            row.edited_by, row.edited_at = by, now
            newer.add(key)
    ReportSection.objects.bulk_create(made)
    changed = [row for key, row in known.items() if fresh.get(key) or key in newer]
    for row in changed:
        row.version += 1
        row.save()
    _keep([*made, *changed], by, now)
    period.state = PeriodState.DRAFTING
    return put(period)


def _facts(period: ReportPeriod) -> dict[tuple[str, str], dict[str, str]]:
    """The figures of other work that the report takes in: section → "kind:key" → sentence."""
    obligation = period.obligation
    found: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    if obligation.facts:
        document = obligation.document_id if obligation.only_document else None
        stretch = Stretch(period.agency_id, period.first, period.last, document)
        for kind, fact in facts(obligation.facts, stretch):
            found[ReportPart.RESULTS.value, fact.topic][f"{kind}:{fact.key}"] = fact.text
    return found


def _wanted(fresh: dict[tuple[str, str], list[Passage]]) -> list[tuple[str, str]]:
    """All parts, and results by topic in the order in which topics come."""
    topics = [key for key in fresh if key[0] == ReportPart.RESULTS]
    others = [(part.value, "") for part in ReportPart if part != ReportPart.RESULTS]
    return sorted([*others, *topics], key=lambda key: ORDER[ReportPart(key[0])])


def _section(period: ReportPeriod, part: str, topic: str) -> ReportSection:
    text = opening(period) if part == ReportPart.OPENING else ""
    return ReportSection(period=period, part=part, topic=topic, text=text, order=ORDER[ReportPart(part)] * 1000)


def opening(period: ReportPeriod) -> str:
    """The first sentence of the report, to begin from."""
    basis = ""
    document = period.obligation.document
    if document is not None:
        name = " ".join(part for part in (document.kind, document.code and f"số {document.code}") if part)
        day = f" ngày {document.issued_on:%d/%m/%Y}" if document.issued_on else ""
        issuer = f" của {document.issuer_name}" if document.issuer_name else ""
        about = f" về {document.subject}" if document.subject and not document.subject.lower().startswith("về") else ""
        basis = f"Thực hiện {name}{day}{issuer}{about}, "
    who = period.agency.unit.name
    return (
        f"{basis}{who} báo cáo kết quả thực hiện {period.label[:1].lower()}{period.label[1:]} "
        f"(số liệu từ ngày {period.first:%d/%m/%Y} đến hết ngày {period.last:%d/%m/%Y}) như sau:"
    )


def _merge(row: ReportSection, passages: list[Passage], by: Person, now: datetime) -> None:
    added = merged(Told(one.pk, one.report.mark, one.text) for one in passages)
    row.text = "\n".join([*([row.text] if row.text else []), *added])
    row.taken = {**row.taken, **{str(one.pk): one.text for one in passages}}
    if passages:
        row.edited_by, row.edited_at = by, now


def _keep(rows: Iterable[ReportSection], by: Person, now: datetime) -> None:
    SectionVersion.objects.bulk_create(
        [SectionVersion(section=row, number=row.version, text=row.text, by=by, at=now) for row in rows]
    )


@action("report.edit_section")
def edit_section(
    by: Person, membership: Membership, section_id: int, text: str, *, version: int | None = None
) -> ReportSection:
    """Write a section. Raises NotAllowed, Refused; Stale where somebody else wrote since ``version``, with the
    ``text``, ``version`` and ``edited_by`` of now, so that nothing is lost of either."""
    row = _locked(membership, section_id)
    if len(text) > LONGEST:
        raise Refused("Mục này quá dài (trên 200.000 ký tự); hãy chia bớt sang phụ lục.", "text")
    text = "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").split("\n")).strip()
    if version is not None and version != row.version:
        if text == row.text:
            return row
        who = str(row.edited_by) if row.edited_by else "Người khác"
        raise Stale(
            f"{who} vừa sửa mục này. Hãy xem cả hai bản rồi chọn hoặc ghép lại.",
            changed={"text": row.text, "version": row.version, "edited_by": who},
        )
    return row if text == row.text else _written(row, by, text)


def _written(row: ReportSection, by: Person, text: str) -> ReportSection:
    now = timezone.now()
    last = row.versions.first()
    same = last is not None and last.by_id == by.pk and now - last.at < TOGETHER and last.number > 1
    row.text, row.edited_by, row.edited_at = text, by, now
    row.version += 1
    row.save()
    if same and last is not None:
        SectionVersion.objects.filter(pk=last.pk).update(text=text, number=row.version)
    else:
        _keep([row], by, now)
    return row


@action("report.restore_section")
def restore_section(by: Person, membership: Membership, section_id: int, number: int) -> ReportSection:
    """Put an earlier version in force again; the present one stays among the versions. Raises NotAllowed, Refused."""
    row = _locked(membership, section_id)
    kept = row.versions.filter(number=number).first()
    if kept is None:
        raise Refused("Không tìm thấy phiên bản này; hãy tải lại trang.")
    row.text, row.edited_by, row.edited_at = kept.text, by, timezone.now()
    row.version += 1
    row.save()
    _keep([row], by, row.edited_at)
    return row


@action("report.add_topic")
def add_topic(by: Person, membership: Membership, period_id: int, topic: str) -> ReportSection:
    """Add a section of results under a heading of one's own. Raises NotAllowed, Refused."""
    period = still_open(locked_period(membership, period_id))
    topic = " ".join(topic.split())
    if not topic or len(topic) > 300:
        raise Refused("Hãy ghi tên đề mục, tối đa 300 ký tự.", "topic")
    rows = period.sections.filter(part=ReportPart.RESULTS)
    if rows.filter(topic=topic).exists():
        raise Refused("Đã có đề mục này.", "topic")
    if rows.count() >= MOST_TOPICS:
        raise Refused(f"Một báo cáo có tối đa {MOST_TOPICS} đề mục.", "topic")
    row = _section(period, ReportPart.RESULTS, topic)
    row.order += rows.count() + 1
    row.save()
    _keep([row], by, timezone.now())
    return row


def _locked(membership: Membership, section_id: int) -> ReportSection:
    """A section under lock, for who consolidates. Only its own row is locked, so that many may write at once."""
    rows = ReportSection.objects.select_for_update(of=("self",)).select_related("period__obligation", "edited_by")
    row = rows.filter(pk=section_id, period__agency=membership.agency).first()
    if row is None:
        raise Refused("Không tìm thấy mục này của báo cáo; hãy tải lại trang.")
    still_open(row.period)
    require_work(membership, row.period.obligation)
    return row
