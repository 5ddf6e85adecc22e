"""Numbers of outgoing documents: taken one by one under the agency's lock, kept for a day, voided with a reason.

Decree 30/2020/NĐ-CP, Art. 15: in the order of the days of issue, none twice; a number that is not used stays in the
register with what became of it.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, QuerySet

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.documents.models import Direction, Document, OutgoingNumber
from dondoc.documents.policies import ISSUE, agency_of
from dondoc.documents.sequences import OUTGOING_KINDS, series_of, year_of
from dondoc.organisations.models import Agency, Person
from dondoc.organisations.policies import require
from dondoc.organisations.queries import Membership

MOST_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Sequence:
    """One sequence of an agency under lock, for the rest of the transaction."""

    agency: Agency
    year: int
    series: str

    @classmethod
    def locked(cls, agency: Agency, kind: str, day: date) -> Sequence:
        """The agency's row is the lock that keeps the sequence without gaps and doubles."""
        own = Agency.objects.select_for_update(of=("self",)).select_related("unit").get(pk=agency.pk)
        return cls(own, year_of(own, day), series_of(own, kind))

    def slots(self) -> QuerySet[OutgoingNumber]:
        return OutgoingNumber.objects.filter(agency=self.agency, year=self.year, series=self.series)

    def last(self) -> tuple[int, date | None]:
        """The last number that is spoken for, and the latest day of any."""
        found = self.slots().aggregate(number=Max("until"), on=Max("on"))
        return found["number"] or 0, found["on"]

    def new(self, by: Person | None, number: int, on: date, **values: object) -> OutgoingNumber:
        row = OutgoingNumber(agency=self.agency, year=self.year, series=self.series, number=number, on=on, by=by)
        row.until = number
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
        return row

    def take(
        self, by: Person | None, document: Document, day: date, number: int | None = None, reason: str = ""
    ) -> OutgoingNumber:
        """Give the document its number: the next one, or ``number`` by hand. A number by hand that leaves others out
        needs a ``reason``, which stands in the register for them.

        A day before that of the last number can only have a number that was kept for it. Raises Refused.
        """
        slot = self._next(by, day) if number is None else self._chosen(by, day, number, reason.strip())
        slot.document = document
        slot.save()
        return slot

    def _next(self, by: Person | None, day: date) -> OutgoingNumber:
        last, latest = self.last()
        if latest is None or day >= latest:
            return self.new(by, last + 1, day)
        kept = self.slots().filter(document=None, voided=False, on=day).order_by("number").first()
        if kept is None:
            raise Refused(
                f"Số {last} đã lấy ngày {latest:%d/%m/%Y}; văn bản ngày {day:%d/%m/%Y} chỉ dùng được số đã giữ cho "
                "ngày đó. Hãy chọn ngày ban hành khác.",
                "day",
            )
        return kept

    def _chosen(self, by: Person | None, day: date, number: int, reason: str) -> OutgoingNumber:
        if number < 1:
            raise Refused("Số văn bản bắt đầu từ 1.", "number")
        exact = self.slots().filter(number=number, until=number).first()
        if exact is not None:
            return self._kept(exact, day)
        last, latest = self.last()
        if number <= last:
            return self._out_of_stretch(by, number, day)
        if latest is not None and day < latest:
            raise Refused(f"Đã có số lấy ngày {latest:%d/%m/%Y}; số mới không được đề ngày trước đó.", "day")
        if number > last + 1:
            self._leave_out(by, last + 1, number - 1, day, reason)
        return self.new(by, number, day)

    def _kept(self, slot: OutgoingNumber, day: date) -> OutgoingNumber:
        if slot.document_id is not None:
            raise Refused(f"Số {slot.number} đã cấp cho {slot.document}; hãy để trống để lấy số tiếp theo.", "number")
        if slot.voided:
            raise Refused(f"Số {slot.number} đã hủy ({slot.note}); hãy dùng số khác.", "number")
        if slot.on != day:
            raise Refused(
                f"Số {slot.number} được giữ cho ngày {slot.on:%d/%m/%Y}; hãy sửa ngày ban hành hoặc dùng số khác.",
                "day",
            )
        return slot

    def _out_of_stretch(self, by: Person | None, number: int, day: date) -> OutgoingNumber:
        """A number inside of a stretch that was given on paper: this is one of those documents; the stretch parts."""
        stretch = self.slots().get(number__lte=number, until__gte=number)
        first, until = stretch.number, stretch.until
        if until > number:
            self.new(by, number + 1, stretch.on, until=until, voided=True, note=stretch.note)
        if first == number:
            stretch.until, stretch.voided, stretch.on, stretch.by = number, False, day, by
            return stretch
        stretch.until = number - 1
        stretch.save()
        return self.new(by, number, day)

    def _leave_out(self, by: Person | None, first: int, until: int, day: date, reason: str) -> None:
        if not reason:
            raise Refused(
                f"Số tiếp theo là {first}. Nếu các số {first}–{until} đã cấp ở sổ giấy hoặc hệ thống khác, hãy ghi rõ "
                "lý do bỏ quãng số.",
                "reason",
            )
        self.new(by, first, day, until=until, voided=True, note=reason[:300])


def claim_number(by: Person | None, document: Document) -> None:
    """Let a document that went out before it came into this register have the number that it bears, where that can be:
    numbers before it were given outside of the register. Runs inside of an action."""
    day = document.issued_on
    ours = document.direction == Direction.OUTGOING and document.issuer_id in (None, document.agency.unit_id)
    if not ours or day is None or not re.fullmatch(r"[0-9]{1,6}", document.number):
        return
    if document.kind not in OUTGOING_KINDS or OutgoingNumber.objects.filter(document=document).exists():
        return
    sequence = Sequence.locked(document.agency, document.kind, day)
    with suppress(Refused):
        sequence.take(by, document, day, int(document.number), "Đã cấp trước khi dùng sổ này")


@action("number.reserve")
def reserve_number(
    by: Person, membership: Membership, kind: str, *, count: int = 1, note: str = ""
) -> list[OutgoingNumber]:
    """Keep the next numbers of a type's sequence for today, to be used later with today's date.

    Raises NotAllowed, Refused for an unknown type, a wrong count, or no word on what they are for.
    """
    agency = agency_of(membership)
    require(membership, ISSUE)
    if kind not in OUTGOING_KINDS:
        raise Refused("Hãy chọn tên loại văn bản trong danh sách.", "kind")
    if not 1 <= count <= MOST_AT_ONCE:
        raise Refused(f"Mỗi lần giữ từ 1 đến {MOST_AT_ONCE} số.", "count")
    if not note.strip():
        raise Refused("Hãy ghi giữ số cho văn bản nào hoặc đơn vị nào.", "note")
    sequence = Sequence.locked(agency, kind, membership.today)
    last, _ = sequence.last()
    return [sequence.new(by, last + at, membership.today, note=note.strip()[:300]) for at in range(1, count + 1)]


@action("number.void")
def void_number(by: Person, membership: Membership, number_id: int, reason: str) -> OutgoingNumber:
    """Give up a number that was kept and will not be used; it stays in the register with the reason.

    Raises NotAllowed, Refused where it is used or voided already, or no reason is given.
    """
    agency = agency_of(membership)
    require(membership, ISSUE)
    slot = OutgoingNumber.objects.select_for_update().filter(pk=number_id, agency=agency).first()
    if slot is None or slot.document_id is not None or slot.voided:
        raise Refused("Chỉ hủy được số đang giữ chưa dùng; hãy tải lại trang.")
    if not reason.strip():
        raise Refused("Hãy ghi lý do hủy số.", "reason")
    slot.voided, slot.note = True, reason.strip()[:300]
    slot.save()
    return slot
