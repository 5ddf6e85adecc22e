"""Units that end: closed, merged, split. Who followed them is kept; rooms above are told in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.organisations.actions.permission import allow
from dondoc.organisations.hooks import on_units_ended
from dondoc.organisations.models import Agency, Deputy, Person, Post, Succession, Unit, UnitAncestry


@action("organisations.close_unit")
def close_unit(by: Person | None, unit: Unit, on: date, *, note: str = "") -> None:
    """A unit ends without a successor; ``on`` is the first day without it. Its posts end with it.

    Raises Refused where it is closed already, is an agency, or units below it go on.
    """
    _end(by, [unit], [], on)


@action("organisations.merge_units")
def merge_units(
    by: Person | None,
    olds: Sequence[Unit],
    news: Sequence[Unit],
    on: date,
    *,
    note: str = "",
    with_people: bool = False,
) -> None:
    """Units pass their work to others on a day and end, but for those that are among the new ones as well.

    ``with_people``: where one unit follows, everybody has the same post there from that day on. Raises Refused as
    ``close_unit``, and where a side is empty or a new one does not exist on that day.
    """
    if not olds or not news:
        raise Refused("Hãy chọn ít nhất một đơn vị cũ và một đơn vị tiếp nhận.")
    for new in news:
        if (new.valid_until and new.valid_until <= on) or (new.valid_from and new.valid_from > on):
            raise Refused(f"{new.name} không hoạt động vào ngày {on:%d/%m/%Y}, không thể tiếp nhận.", "news")
    _end(by, olds, news, on, with_people=with_people)


@action("organisations.split_unit")
def split_unit(by: Person | None, old: Unit, news: Sequence[Unit], on: date, *, note: str = "") -> None:
    """One unit ends and several follow it; as ``merge_units``."""
    merge_units(by, [old], news, on)


def _end(by: Person | None, olds: Sequence[Unit], news: Sequence[Unit], on: date, *, with_people: bool = False) -> None:
    allow(by, "organisation.edit", *olds)
    kept = {unit.pk for unit in news}
    ending = [unit for unit in olds if unit.pk not in kept]
    if not ending:
        raise Refused("Đơn vị cũ và đơn vị tiếp nhận là một.", "news")
    _refuse_unendable(ending, on)
    for unit in ending:
        unit.valid_until = on
        unit.save()
        held = _end_posts(unit, on)
        if with_people and len(news) == 1:
            _move_posts(held, news[0], on)
        for new in news:
            Succession(old=unit, new=new, on=on).save()
    for follow in on_units_ended:
        follow(by, ending, list(news), on)


def _refuse_unendable(ending: Sequence[Unit], on: date) -> None:
    ids = [unit.pk for unit in ending]
    for unit in ending:
        if unit.valid_until is not None:
            raise Refused(f"{unit.name} đã chấm dứt hoạt động từ {unit.valid_until:%d/%m/%Y}.")
        if unit.valid_from is not None and unit.valid_from >= on:
            raise Refused(f"{unit.name} mới hoạt động từ {unit.valid_from:%d/%m/%Y}; hãy chọn ngày sau đó.", "on")
    agency = Agency.objects.filter(unit__in=ids).select_related("unit").first()
    if agency is not None:
        raise Refused(f"{agency.unit.name} là cơ quan đang dùng hệ thống, không thể đóng.")
    below = UnitAncestry.objects.filter(ancestor__in=ids).exclude(descendant__in=ids).values("descendant")
    going_on = Unit.objects.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=on), pk__in=below).first()
    if going_on is not None:
        raise Refused(f"{going_on.name} còn trực thuộc; hãy chuyển hoặc đóng đơn vị đó trước.")


def _end_posts(unit: Unit, on: date) -> list[Post]:
    """End all posts of a unit; those that ended."""
    held = Post.objects.filter(Q(until__isnull=True) | Q(until__gt=on), unit=unit)
    ended = list(held)
    Deputy.objects.filter(post__in=list(held), until__gt=on, since__lt=on).update(until=on)
    held.update(until=on)
    return ended


def _move_posts(posts: Sequence[Post], unit: Unit, on: date) -> None:
    for post in posts:
        going_on = Q(until__isnull=True) | Q(until__gt=on)
        if not Post.objects.filter(going_on, person=post.person_id, unit=unit, role=post.role).exists():
            since = max(on, post.since) if post.since else on
            Post(person_id=post.person_id, unit=unit, role=post.role, title=post.title, since=since).save()
