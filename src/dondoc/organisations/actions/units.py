"""Units and their names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.organisations.actions.permission import allow, today
from dondoc.organisations.ancestry import plant, replant
from dondoc.organisations.keys import cells, folded
from dondoc.organisations.models import Person, Unit, UnitAncestry, UnitKind, UnitName

NAME_LIMIT, ABBREVIATION_LIMIT = 200, 40


def clean_name(text: str, limit: int = NAME_LIMIT, field: str = "name") -> str:
    """A name with single blanks. Raises Refused where it is empty or longer than the limit."""
    name = " ".join(text.split())
    if not folded(name):
        raise Refused("Hãy nhập tên đơn vị.", field)
    if len(name) > limit:
        raise Refused(f"Tên dài {len(name)} ký tự; tối đa {limit} ký tự.", field)
    return name


def new_name(unit: Unit, text: str, kind: str, since: date | None = None) -> UnitName:
    """A name of a unit, not saved, with what is derived for finding."""
    return UnitName(
        unit=unit, text=text, kind=kind, valid_from=since, folded=folded(text)[:250], initials=cells(text).initials[:60]
    )


def names_of(unit: Unit, aliases: Iterable[str] = ()) -> list[UnitName]:
    """The first names of a new unit: official, abbreviation and aliases; the same name once."""
    wanted = [(unit.name, UnitName.Kind.OFFICIAL)]
    if unit.abbreviation:
        wanted.append((unit.abbreviation, UnitName.Kind.ABBREVIATION))
    wanted += [(clean_name(alias, field="aliases"), UnitName.Kind.ALIAS) for alias in aliases if alias.strip()]
    seen: dict[str, UnitName] = {}
    for text, kind in wanted:
        seen.setdefault(text.casefold(), new_name(unit, text, kind, unit.valid_from))
    return list(seen.values())


def refuse_closed(unit: Unit | None, on: date, what: str = "đơn vị trực thuộc") -> None:
    """A body that no longer exists gets nothing new."""
    if unit is not None and unit.valid_until is not None and unit.valid_until <= on:
        raise Refused(f"{unit.name} đã chấm dứt hoạt động từ {unit.valid_until:%d/%m/%Y}, không thể thêm {what}.")


@action("organisations.add_unit")
def add_unit(
    by: Person | None,
    name: str,
    kind: str,
    parent: Unit | None = None,
    *,
    abbreviation: str = "",
    code: str = "",
    aliases: Iterable[str] = (),
    order: int | None = None,
    valid_from: date | None = None,
    note: str = "",
) -> Unit:
    """Add a unit below ``parent`` (None: at the top).

    Raises Refused for an unknown kind, an empty or overlong name, a closed parent, and a name or code that another
    unit beside it bears already.
    """
    allow(by, "organisation.edit", parent)
    name = clean_name(name)
    abbreviation = " ".join(abbreviation.split())
    if kind not in UnitKind.values:
        raise Refused("Hãy chọn loại đơn vị.", "kind")
    if len(abbreviation) > ABBREVIATION_LIMIT:
        raise Refused(f"Tên viết tắt tối đa {ABBREVIATION_LIMIT} ký tự.", "abbreviation")
    refuse_closed(parent, today())
    _refuse_double(name, code, parent)
    if order is None:
        order = Unit.objects.filter(parent=parent).count()
    unit = Unit(
        name=name,
        kind=kind,
        parent=parent,
        abbreviation=abbreviation,
        code=code.strip(),
        order=order,
        valid_from=valid_from,
    )
    unit.save()
    UnitName.objects.bulk_create(names_of(unit, aliases))
    plant([unit])
    return unit


def _refuse_double(name: str, code: str, parent: Unit | None, but: int | None = None) -> None:
    living = Unit.objects.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=today())).exclude(pk=but)
    double = next((unit for unit in living.filter(parent=parent) if unit.name.casefold() == name.casefold()), None)
    if double is not None:
        raise Refused(f"{parent.name if parent else 'Hệ thống'} đã có đơn vị tên “{double.name}”.", "name")
    if code.strip() and (same := living.filter(code=code.strip()).first()):
        raise Refused(f"Mã “{code.strip()}” đã dùng cho {same.name}.", "code")


@action("organisations.rename_unit")
def rename_unit(
    by: Person | None, unit: Unit, name: str, on: date, *, abbreviation: str | None = None, note: str = ""
) -> Unit:
    """Give a unit a new official name from a day on; the old one stays findable as its name until then.

    Raises Refused for a bad name, a day in the future, and a name that a unit beside it bears.
    """
    allow(by, "organisation.edit", unit)
    name = clean_name(name)
    if on > today():
        raise Refused("Ngày đổi tên không được sau hôm nay.", "on")
    _refuse_double(name, "", unit.parent, but=unit.pk)
    kinds = [UnitName.Kind.OFFICIAL] + ([UnitName.Kind.ABBREVIATION] if abbreviation is not None else [])
    unit.names.filter(kind__in=kinds, valid_until__isnull=True).update(valid_until=on)
    unit.name = name
    new_name(unit, name, UnitName.Kind.OFFICIAL, on).save()
    if abbreviation is not None:
        unit.abbreviation = " ".join(abbreviation.split())[:ABBREVIATION_LIMIT]
        if unit.abbreviation:
            new_name(unit, unit.abbreviation, UnitName.Kind.ABBREVIATION, on).save()
    unit.save()
    return unit


@action("organisations.add_alias")
def add_alias(
    by: Person | None, unit: Unit, text: str, kind: str = UnitName.Kind.ALIAS, *, since: date | None = None
) -> UnitName:
    """Another name under which a unit is found. Raises Refused where it is empty or the unit has it already."""
    allow(by, "organisation.edit", unit)
    text = clean_name(text, field="text")
    if any(name.text.casefold() == text.casefold() for name in unit.names.filter(valid_until__isnull=True)):
        raise Refused(f"{unit.name} đã có tên “{text}”.", "text")
    name = new_name(unit, text, kind, since)
    name.save()
    return name


@action("organisations.end_name")
def end_name(by: Person | None, name: UnitName, on: date) -> None:
    """An alias or abbreviation is no longer used from a day on. Raises Refused for the official name."""
    allow(by, "organisation.edit", name.unit)
    if name.kind == UnitName.Kind.OFFICIAL:
        raise Refused("Tên chính thức chỉ thay được bằng cách đổi tên đơn vị.")
    name.valid_until = on
    name.save()


@action("organisations.edit_unit")
def edit_unit(
    by: Person | None, unit: Unit, *, kind: str | None = None, code: str | None = None, order: int | None = None
) -> Unit:
    """Change what is no name and no place of a unit. Raises Refused for an unknown kind or a code in use."""
    allow(by, "organisation.edit", unit)
    if kind is not None and kind not in UnitKind.values:
        raise Refused("Hãy chọn loại đơn vị.", "kind")
    if code is not None:
        same = Unit.objects.filter(code=code.strip()).exclude(pk=unit.pk).first() if code.strip() else None
        if same:
            raise Refused(f"Mã “{code.strip()}” đã dùng cho {same.name}.", "code")
        unit.code = code.strip()
    unit.kind = kind if kind is not None else unit.kind
    unit.order = order if order is not None else unit.order
    unit.save()
    return unit


@action("organisations.move_unit")
def move_unit(by: Person | None, unit: Unit, parent: Unit | None) -> Unit:
    """Put a unit, with all below it, under another one. Raises Refused where that is itself or below it, or closed."""
    allow(by, "organisation.edit", unit, parent)
    if parent is not None:
        if UnitAncestry.objects.filter(ancestor=unit, descendant=parent).exists():
            raise Refused(f"{parent.name} là chính đơn vị này hoặc nằm trong nó.", "parent")
        refuse_closed(parent, today())
    _refuse_double(unit.name, "", parent, but=unit.pk)
    unit.parent = parent
    unit.save()
    replant(unit, parent)
    return unit
