"""Who stands in for whom, and until when."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from dondoc.audit.errors import Refused
from dondoc.organisations import actions
from dondoc.organisations.models import Deputy, Post
from dondoc.organisations.policies import require
from dondoc.web.documents.fields import sent_tokens
from dondoc.web.organisation.people import find_person
from dondoc.web.paging import day_of


@require_POST
def set_deputy(request: HttpRequest, person_id: int, post_id: int) -> HttpResponse:
    """Let somebody stand in for the holder of a post; the last day that is typed counts too."""
    holder = find_person(request, person_id)
    if holder.pk != request.user.pk:
        require(request.membership, "deputies.edit")
    post = Post.objects.select_related("unit", "person").filter(pk=post_id, person=holder).first()
    if post is None:
        raise Http404
    chosen = [item["person"] for item in sent_tokens(request.POST.getlist("deputy")) if "person" in item]
    since, until = day_of(request.POST, "since"), day_of(request.POST, "until")
    if not chosen:
        raise Refused("Hãy chọn người thay trong danh sách.")
    if since is None or until is None:
        raise Refused("Hãy nhập ngày bắt đầu và ngày kết thúc, ví dụ 05/12/2026.")
    deputy = find_person(request, chosen[0])
    actions.set_deputy(request.user, post, deputy, since, until + timedelta(days=1))
    messages.success(request, f"{deputy.full_name} thay {holder.full_name} từ {since:%d/%m/%Y} đến {until:%d/%m/%Y}.")
    return redirect("organisation:person", person_id)


@require_POST
def end_deputy(request: HttpRequest, person_id: int, deputy_id: int) -> HttpResponse:
    """End it today."""
    holder = find_person(request, person_id)
    deputy = Deputy.objects.select_related("post__unit", "person").filter(pk=deputy_id, post__person=holder).first()
    if deputy is None:
        raise Http404
    actions.end_deputy(request.user, deputy, request.today)
    messages.success(request, f"{deputy.person.full_name} thôi thay từ hôm nay.")
    return redirect("organisation:person", person_id)
