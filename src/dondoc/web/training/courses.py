"""Courses: the list, one course with its sessions, and figures by audience."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dondoc.audit.errors import Refused
from dondoc.audit.queries import story
from dondoc.documents.paging import page
from dondoc.forms.definition import Field, Kind
from dondoc.forms.patterns import Wrong
from dondoc.forms.values import accept
from dondoc.organisations.policies import require
from dondoc.rounds.policies import PREPARE
from dondoc.surveys.ready import AUDIENCES, TOPICS
from dondoc.training import actions
from dondoc.training.actions.courses import NEXT
from dondoc.training.models import CourseState, Outcome, Way
from dondoc.training.policies import sees_phones
from dondoc.training.queries import by_audience, find_course, participants, visible_courses
from dondoc.web.documents.editing import version_of
from dondoc.web.documents.fields import sent_tokens
from dondoc.web.paging import SIZE, day_of, id_of, number_of
from dondoc.web.stories import told

STORY_SHOWN = 30
PEOPLE_SHOWN = 500


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """All courses of the agency."""
    require(request.membership, PREPARE)
    context = {"page": page(visible_courses(request.membership), number_of(request.GET), SIZE)}
    return render(request, "web/training/register.html", context)


@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """Figures by audience over a span of days."""
    require(request.membership, PREPARE)
    since, until = day_of(request.GET, "tu"), day_of(request.GET, "den")
    rows = by_audience(request.membership, since, until)
    total = {name: sum(getattr(row, name) for row in rows) for name in ("courses", "people", "came", "passed", "cost")}
    context = {"rows": rows, "total": total, "since": since, "until": until}
    return render(request, "web/training/report.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Plan a course."""
    require(request.membership, PREPARE)
    error, status = "", 200
    if request.method == "POST":
        try:
            course = actions.make_course(request.user, request.membership, **_fields(request))
            messages.success(request, "Đã lập lớp. Hãy thêm buổi học rồi đề nghị các đơn vị cử người.")
            return redirect("training:course", course.pk)
        except Refused as refusal:
            error, status = str(refusal), 422
    sent = request.POST if request.method == "POST" else request.GET
    context = {"sent": sent, "error": error, "audiences": AUDIENCES, "topics": TOPICS, "ways": Way.choices}
    return render(request, "web/training/new.html", context, status=status)


def _fields(request: HttpRequest) -> dict[str, Any]:
    post = request.POST
    fields: dict[str, Any] = {
        name: post.get(name, "") for name in ("title", "topic", "audience", "way", "place", "note", "funds")
    }
    try:
        fields["places"] = int(accept(Field("p", "Chỉ tiêu", Kind.NUMBER, whole=True), post.get("places", "")) or 2)
        cost = accept(Field("c", "Kinh phí", Kind.NUMBER, whole=True), post.get("cost", ""))
    except Wrong:
        raise Refused("Chỉ tiêu và kinh phí (đồng) phải là số nguyên, ví dụ 2 và 15.000.000.") from None
    fields["cost"] = None if cost is None else int(cost)
    return fields


@require_safe
def course(request: HttpRequest, course_id: int) -> HttpResponse:
    """One course: facts, sessions, participants with attendance and results."""
    found = find_course(request.membership, course_id)
    sessions = list(found.sessions.all())
    context = {
        "course": found,
        "sessions": sessions,
        "participants": list(participants(found)[:PEOPLE_SHOWN]),
        "phones": sees_phones(request.membership, found),
        "quotas": found.quotas.select_related("unit"),
        "next": [(state, CourseState(state).label) for state in NEXT[CourseState(found.state)]],
        "results": Outcome.choices,
        "audiences": AUDIENCES,
        "topics": TOPICS,
        "ways": Way.choices,
        "story": told(story(found).reverse()[:STORY_SHOWN]),
    }
    return render(request, "web/training/course.html", context)


@require_POST
def edit(request: HttpRequest, course_id: int) -> HttpResponse:
    """Change a course: its facts, state, sessions, quotas, the round of nominations."""
    require(request.membership, PREPARE)
    by, mine, post = request.user, request.membership, request.POST
    step = post.get("step", "")
    if step == "facts":
        actions.change_course(by, mine, course_id, version_of(request), **_fields(request))
    elif step == "state":
        actions.set_state(by, mine, course_id, post.get("state", ""))
    elif step == "session":
        day = day_of(post, "on")
        if day is None:
            raise Refused("Hãy ghi ngày học theo dạng ngày/tháng/năm, ví dụ 05/12/2026.")
        told_ = {name: post.get(name, "") for name in ("hours", "topic", "teacher")}
        actions.add_session(by, mine, course_id, day, **told_)
    elif step == "drop_session":
        actions.drop_session(by, mine, course_id, id_of(post, "session") or 0)
    elif step == "quota":
        _quota(request, course_id)
    elif step == "ask":
        return _ask(request, course_id)
    else:
        raise Refused("Không rõ thao tác; hãy tải lại trang.")
    messages.success(request, "Đã lưu.")
    return redirect("training:course", course_id)


def _quota(request: HttpRequest, course_id: int) -> None:
    chosen = [item["unit"] for item in sent_tokens(request.POST.getlist("unit")) if "unit" in item]
    places = id_of(request.POST, "places")
    if not chosen or places is None:
        raise Refused("Hãy chọn đơn vị và ghi số người.")
    actions.set_quota(request.user, request.membership, course_id, chosen[0], places)


def _ask(request: HttpRequest, course_id: int) -> HttpResponse:
    day = day_of(request.POST, "day")
    if day is None:
        raise Refused("Hãy ghi hạn cử người theo dạng ngày/tháng/năm, ví dụ 05/12/2026.")
    survey = actions.ask_nominations(request.user, request.membership, course_id, day)
    messages.success(request, "Đã lập đợt cử người. Hãy chọn nơi nhận rồi mở đợt.")
    return redirect("rounds:addressees", survey.round_id)
