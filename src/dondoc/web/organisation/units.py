"""Units: the tree, one unit with its names and people, and completion from names."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from dondoc.audit.errors import Refused
from dondoc.audit.queries import story
from dondoc.organisations import actions, queries
from dondoc.organisations.models import Agency, Post, Unit, UnitKind, UnitName
from dondoc.organisations.policies import may
from dondoc.organisations.resolving import Resolver
from dondoc.web.paging import id_of
from dondoc.web.stories import told

FOUND = 30
SUGGESTED = 8
STORY_SHOWN = 40


def agency_of(request: HttpRequest) -> Agency:
    """The agency of the member. Raises Http404 for somebody who belongs to none."""
    agency = request.membership.agency
    if agency is None:
        raise Http404
    return agency


def find(unit_id: int | None) -> Unit:
    """A unit. Raises Http404."""
    unit = Unit.objects.select_related("parent").filter(pk=unit_id).first() if unit_id else None
    if unit is None:
        raise Http404
    return unit


@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """The agency's own units, the agencies beside it, and finding any unit by name."""
    agency = agency_of(request)
    text = request.GET.get("tim", "").strip()[:100]
    closed = request.GET.get("ca-cu") == "1"
    tree = queries.unit_tree(agency, request.today, closed=closed)
    context: dict[str, Any] = {
        "agency": agency,
        "tree": tree,
        "text": text,
        "closed": closed,
        "hits": queries.search_units(agency, text, limit=FOUND, today=None) if text else [],
        "may_edit": may(request.membership, "organisation.edit"),
        "kinds": UnitKind.choices,
        "around": _around(request, agency) if not text else [],
    }
    return render(request, "web/organisation/units.html", context)


def _around(request: HttpRequest, agency: Agency) -> list[tuple[str, list[Unit]]]:
    """Units outside of the agency, by kind."""
    inside = queries.subtree_ids([agency.unit_id])
    rows = Unit.objects.filter(queries.standing(request.today)).exclude(pk__in=inside).order_by("kind", "order", "name")
    groups: dict[str, list[Unit]] = {}
    for unit in rows:
        groups.setdefault(UnitKind(unit.kind).label, []).append(unit)
    return list(groups.items())


@require_safe
def unit(request: HttpRequest, unit_id: int) -> HttpResponse:
    """One unit."""
    found = find(unit_id)
    posts = Post.objects.filter(queries.valid_posts(request.today), unit=found).select_related("person")
    context = {
        "unit": found,
        "names": found.names.order_by("kind", "-valid_from", "pk"),
        "posts": posts.order_by("role", "person__full_name"),
        "children": queries.children_units(found, request.today),
        "became": [row.new for row in found.successions.select_related("new")],
        "came_from": [row.old for row in found.predecessions.select_related("old")],
        "kinds": UnitKind.choices,
        "name_kinds": [choice for choice in UnitName.Kind.choices if choice[0] != UnitName.Kind.OFFICIAL],
        "may_edit": may(request.membership, "organisation.edit"),
        "story": told(story(found).reverse()[:STORY_SHOWN]),
    }
    return render(request, "web/organisation/unit.html", context)


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Add a unit."""
    parent_id = id_of(request.POST, "parent")
    aliases = [line for line in request.POST.get("aliases", "").split(";") if line.strip()]
    added = actions.add_unit(
        request.user,
        request.POST.get("name", ""),
        request.POST.get("kind", ""),
        find(parent_id) if parent_id else agency_of(request).unit,
        abbreviation=request.POST.get("abbreviation", ""),
        aliases=aliases,
    )
    messages.success(request, f"Đã thêm {added.name}.")
    return redirect("organisation:unit", added.pk)


@require_POST
def rename(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Give a unit a new official name from today; the old one stays findable."""
    renamed = actions.rename_unit(request.user, find(unit_id), request.POST.get("name", ""), request.today)
    messages.success(request, f"Đã đổi tên thành {renamed.name}; tên cũ vẫn được nhận ra trong văn bản.")
    return redirect("organisation:unit", unit_id)


@require_POST
def add_name(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Another name under which documents call a unit."""
    kind = request.POST.get("kind", UnitName.Kind.ALIAS)
    if kind not in (UnitName.Kind.ALIAS, UnitName.Kind.ABBREVIATION):
        raise Refused("Hãy chọn loại tên: viết tắt hoặc tên gọi khác.")
    name = actions.add_alias(request.user, find(unit_id), request.POST.get("text", ""), kind)
    messages.success(request, f"Đã thêm tên “{name.text}”.")
    return redirect("organisation:unit", unit_id)


@require_POST
def end_name(request: HttpRequest, unit_id: int, name_id: int) -> HttpResponse:
    """A name is no longer used."""
    name = UnitName.objects.select_related("unit").filter(pk=name_id, unit=unit_id).first()
    if name is None:
        raise Http404
    actions.end_name(request.user, name, request.today)
    messages.success(request, f"Đã ngừng dùng tên “{name.text}”.")
    return redirect("organisation:unit", unit_id)


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """Completion: units by name, alias, abbreviation; collectives; people too (``nguoi=1``) or only (``nguoi=chi``)."""
    agency = agency_of(request)
    text = request.GET.get("q", "").strip()[:100]
    options: list[dict[str, Any]] = []
    if text and request.GET.get("nguoi") == "1":
        options += _people(request, agency, text)
    if request.GET.get("nguoi") == "chi":
        return JsonResponse({"options": _people(request, agency, text) if text else []})
    hits = queries.search_units(agency, text, limit=SUGGESTED, today=request.today)
    options += [
        {"unit": hit.unit.pk, "label": hit.unit.name, "hint": _hint(hit.unit, hit.matched_name)} for hit in hits
    ]
    if len(text.split()) > 1:
        options = _collective(request, agency, text) + options
    return JsonResponse({"options": options})


def _hint(unit: Unit, matched: str) -> str:
    kind = UnitKind(unit.kind).label
    return kind if matched == unit.name else f"{matched} · {kind}"


def _people(request: HttpRequest, agency: Agency, text: str) -> list[dict[str, Any]]:
    wanted = queries.folded(text).split()
    found = []
    for person in queries.people_of(agency, request.today):
        words = queries.folded(person.full_name)
        if all(word in words for word in wanted):
            post = person.today_posts[0]
            title = f"{post.title or post.get_role_display()}, {post.unit.name}"
            found.append({"person": person.pk, "label": person.full_name, "hint": title})
    return found[:SUGGESTED]


def _collective(request: HttpRequest, agency: Agency, text: str) -> list[dict[str, Any]]:
    meaning = Resolver(agency, request.today).resolve(text)
    if meaning.status != "collective":
        return []
    return [{"label": text, "hint": f"Gồm {len(meaning.units)} đơn vị, mỗi đơn vị một nhiệm vụ"}]
