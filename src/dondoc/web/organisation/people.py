"""People and posts, for administrators; everybody may see who is who."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from dondoc.audit.errors import Refused
from dondoc.audit.queries import story
from dondoc.organisations import actions, queries
from dondoc.organisations.models import Deputy, Person, Post, Role
from dondoc.organisations.policies import may, require
from dondoc.tasks.leaving import held_by
from dondoc.web.organisation.units import agency_of, find
from dondoc.web.paging import id_of
from dondoc.web.stories import told

STORY_SHOWN = 40


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """All who have a post in the agency, by name."""
    agency = agency_of(request)
    text = request.GET.get("tim", "").strip()[:100]
    rows: Any = queries.people_of(agency, request.today)
    if text:
        wanted = queries.folded(text).split()
        rows = [one for one in rows if all(word in queries.folded(one.full_name) for word in wanted)]
    context = {
        "people": rows,
        "text": text,
        "may_edit": may(request.membership, "people.edit"),
        "roles": Role.choices,
        "units": queries.unit_tree(agency, request.today),
    }
    return render(request, "web/organisation/people.html", context)


def find_person(request: HttpRequest, person_id: int) -> Person:
    """Somebody with a post in the agency, now or once, or with none at all. Raises Http404."""
    inside = Post.objects.filter(unit__in=queries.subtree_ids([agency_of(request).unit_id])).values("person")
    person = Person.objects.filter(pk=person_id).first()
    known = person is not None and (person.pk in {row["person"] for row in inside} or not person.posts.exists())
    if person is None or not known:
        raise Http404
    return person


@require_safe
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """One person, with posts."""
    found = find_person(request, person_id)
    may_edit = may(request.membership, "people.edit")
    posts = list(queries.posts_of(found, request.today))
    for post in posts:
        post.key = str(post.pk)
    context = {
        "person": found,
        "posts": posts,
        "deputies": deputies_of(found, request.today),
        "may_depute": found.pk == request.user.pk or may(request.membership, "deputies.edit"),
        "roles": Role.choices,
        "units": queries.unit_tree(agency_of(request), request.today),
        "may_edit": may_edit,
        "doing": held_by(found) if may_edit else 0,
        "story": told(story(found).reverse()[:STORY_SHOWN]) if may_edit else [],
    }
    return render(request, "web/organisation/person.html", context)


def deputies_of(person: Person, today: date) -> list[Deputy]:
    """Who stands in for a person now or later; ``last_day`` is the last day on which they do."""
    rows = Deputy.objects.filter(post__person=person, until__gt=today).select_related("person", "post__unit")
    deputies = list(rows.order_by("since"))
    for deputy in deputies:
        deputy.last_day = deputy.until - timedelta(days=1)
    return deputies


@require_POST
@sensitive_post_parameters("password")
def create(request: HttpRequest) -> HttpResponse:
    """Make an account with its first post."""
    require(request.membership, "people.edit")
    added = actions.create_person(
        request.user,
        request.POST.get("username", ""),
        request.POST.get("full_name", ""),
        password=request.POST.get("password", "") or None,
        unit=find(id_of(request.POST, "unit")) if request.POST.get("unit") else agency_of(request).unit,
        role=request.POST.get("role", ""),
        title=request.POST.get("title", ""),
        since=request.today,
    )
    messages.success(request, f"Đã tạo tài khoản cho {added.full_name}.")
    return redirect("organisation:person", added.pk)


@require_POST
def give_post(request: HttpRequest, person_id: int) -> HttpResponse:
    """Give a post from today."""
    require(request.membership, "people.edit")
    unit_id = id_of(request.POST, "unit")
    if unit_id is None:
        raise Refused("Hãy chọn đơn vị.")
    holder = find_person(request, person_id)
    role, title = request.POST.get("role", ""), request.POST.get("title", "")
    actions.give_post(request.user, holder, find(unit_id), role, title=title, since=request.today)
    messages.success(request, f"Đã giao vị trí cho {holder.full_name}.")
    return redirect("organisation:person", person_id)


@require_POST
def end_post(request: HttpRequest, person_id: int, post_id: int) -> HttpResponse:
    """End a post today."""
    holder = find_person(request, person_id)
    post = Post.objects.select_related("unit", "person").filter(pk=post_id, person=holder).first()
    if post is None:
        raise Http404
    actions.end_post(request.user, post, request.today)
    messages.success(request, f"{holder.full_name} thôi giữ vị trí này từ hôm nay.")
    return redirect("organisation:person", person_id)


@require_POST
def close_account(request: HttpRequest, person_id: int) -> HttpResponse:
    """Somebody leaves today: the account is closed, posts end, open work goes back to the unit's head."""
    holder = find_person(request, person_id)
    actions.deactivate_person(request.user, holder, request.today)
    messages.success(request, f"Đã khóa tài khoản của {holder.full_name}; việc đang làm trả về lãnh đạo đơn vị.")
    return redirect("organisation:person", person_id)


@require_POST
def open_account(request: HttpRequest, person_id: int) -> HttpResponse:
    """An account that was closed is open again."""
    holder = find_person(request, person_id)
    actions.reactivate_person(request.user, holder)
    messages.success(request, f"Đã mở lại tài khoản của {holder.full_name}; hãy giao vị trí.")
    return redirect("organisation:person", person_id)


@require_POST
@sensitive_post_parameters("password")
def set_password(request: HttpRequest, person_id: int) -> HttpResponse:
    """Set somebody's password anew."""
    holder = find_person(request, person_id)
    actions.set_password(request.user, holder, request.POST.get("password", ""))
    messages.success(request, f"Đã đặt lại mật khẩu cho {holder.full_name}.")
    return redirect("organisation:person", person_id)
