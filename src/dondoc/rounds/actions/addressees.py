"""Who is asked: groups that expand from the organisation, single units, outside bodies by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Max

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.organisations.keys import folded
from dondoc.organisations.models import Person, Unit
from dondoc.organisations.queries import Membership
from dondoc.organisations.resolving import Resolution, Resolver, UnitHit
from dondoc.rounds.actions.locking import in_state, locked_round, put
from dondoc.rounds.models import SILENT, Addressee, Round, RoundState

MOST = 5000
"""Addressees of one round."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """A line that a person must decide: one of ``candidates``, or an outside body of this name."""

    name: str
    candidates: tuple[UnitHit, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """What adding lines did. ``known`` were asked already and stay as they are."""

    added: list[Addressee] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    unclear: list[Unclear] = field(default_factory=list)


@action("round.add_addressees")
def add_groups(by: Person, membership: Membership, round_id: int, lines: Iterable[str]) -> Added:
    """Add who stands on ``lines``, each a unit or a collective ("Ủy ban nhân dân các xã, phường, đặc khu"), which
    expands to the units of today without the agency itself. What is not clear comes back and is not added.

    Raises NotAllowed, Refused where the round is closed or grows too long.
    """
    asked = _open_or_preparing(membership, round_id)
    resolver = Resolver(asked.agency, membership.today)
    desk = _List(asked)
    for line in lines:
        name = " ".join(line.strip(" -–•+;.,\t").split())
        if not name:
            continue
        found = read_line(resolver, name)
        units = [unit for unit in found.units if unit.pk != asked.agency.unit_id]
        for unit in units:
            desk.add(unit.name, unit, group=name if found.status == "collective" else "")
        if not units:
            desk.result.unclear.append(Unclear(name, tuple(found.candidates), found.note))
    return desk.save()


def read_line(resolver: Resolver, name: str) -> Resolution:
    """What a line of addressees means: letters often leave the "các" of a collective out ("Cơ quan chuyên môn thuộc
    UBND tỉnh")."""
    found = resolver.resolve(name)
    if found.units:
        return found
    plural = resolver.resolve(f"Các {name[:1].lower()}{name[1:]}")
    return plural if plural.status == "collective" else found


@action("round.add_addressees")
def add_body(
    by: Person, membership: Membership, round_id: int, *, name: str = "", unit_id: int | None = None, email: str = ""
) -> Added:
    """Add one unit, or an outside body by its name. Raises NotAllowed, Refused for an unknown unit, an empty name or
    an e-mail address that is none."""
    asked = _open_or_preparing(membership, round_id)
    unit = None
    if unit_id is not None:
        unit = Unit.objects.filter(pk=unit_id).first()
        if unit is None or (unit.valid_until is not None and unit.valid_until <= membership.today):
            raise Refused("Không có đơn vị này hoặc đơn vị đã kết thúc hoạt động; hãy chọn lại.", "unit")
    name = unit.name if unit is not None else " ".join(name.split())
    if not name or len(name) > 250:
        raise Refused("Hãy ghi tên nơi nhận, tối đa 250 ký tự.", "name")
    desk = _List(asked)
    desk.add(name, unit, email=checked_email(email))
    return desk.save()


@action("round.remove_addressees")
def remove_addressees(by: Person, membership: Membership, round_id: int, addressee_ids: Iterable[int]) -> int:
    """Take addressees off the list; who has answered stays. Returns how many went. Raises NotAllowed, Refused."""
    asked = _open_or_preparing(membership, round_id)
    rows = Addressee.objects.filter(round=asked, pk__in=list(addressee_ids))
    if rows.exclude(state__in=SILENT).exists():
        raise Refused("Nơi nhận đã trả lời thì không bỏ khỏi danh sách được.")
    gone = len(rows)
    rows.delete()
    put(asked)
    return gone


@action("round.set_email")
def set_email(by: Person, membership: Membership, round_id: int, addressee_id: int, email: str) -> Addressee:
    """Where the link of an addressee may be sent; empty: nowhere. Raises NotAllowed, Refused."""
    asked = _open_or_preparing(membership, round_id)
    row = Addressee.objects.select_for_update(of=("self",)).filter(pk=addressee_id, round=asked).first()
    if row is None:
        raise Refused("Không tìm thấy nơi nhận này; hãy tải lại trang.")
    row.email = checked_email(email)
    row.save()
    return row


def checked_email(email: str) -> str:
    """An e-mail address or nothing. Raises Refused."""
    email = email.strip()
    try:
        if email:
            validate_email(email)
    except ValidationError:
        raise Refused("Địa chỉ thư điện tử không đúng; hãy kiểm tra lại.", "email") from None
    return email


def _open_or_preparing(membership: Membership, round_id: int) -> Round:
    return in_state(locked_round(membership, round_id), RoundState.PREPARING, RoundState.OPEN)


class _List:
    """The addressees of a round while some are added: nobody twice, in the order in which they came."""

    def __init__(self, asked: Round) -> None:
        self.asked = asked
        self.result = Added()
        rows = Addressee.objects.filter(round=asked)
        self._keys = dict(rows.values_list("key", "unit"))
        self._units = {unit for unit in self._keys.values() if unit is not None}
        self._order = rows.aggregate(last=Max("order"))["last"] or 0

    def add(self, name: str, unit: Unit | None, group: str = "", email: str = "") -> None:
        key = f"u{unit.pk} {folded(name)}"[:250] if unit is not None else folded(name)[:250]
        if key in self._keys or (unit is not None and unit.pk in self._units):
            self.result.known.append(name)
            return
        self._order += 1
        self._keys[key] = unit.pk if unit is not None else None
        if unit is not None:
            self._units.add(unit.pk)
        row = Addressee(round=self.asked, unit=unit, name=name, key=key, group=group[:300], email=email)
        row.order = self._order
        self.result.added.append(row)

    def save(self) -> Added:
        if len(self._keys) > MOST:
            raise Refused(f"Một đợt gửi tối đa {MOST} nơi nhận; hãy chia thành nhiều đợt.")
        Addressee.objects.bulk_create(self.result.added, batch_size=500)
        put(self.asked)
        return self.result
