"""The handbook from which Tổ công nghệ số cộng đồng help people."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dondoc.organisations.policies import require
from dondoc.rounds.policies import PREPARE
from dondoc.surveys import actions
from dondoc.surveys.queries import help_pages
from dondoc.surveys.ready import HELPED_WITH
from dondoc.web.paging import id_of


@require_http_methods(["GET", "HEAD", "POST"])
def handbook(request: HttpRequest) -> HttpResponse:
    """All pages by what they help with; one may be written or put away."""
    require(request.membership, PREPARE)
    if request.method == "POST":
        post = request.POST
        actions.put_help(
            request.user,
            request.membership,
            topic=post.get("topic", ""),
            title=post.get("title", ""),
            steps=post.get("steps", ""),
            page_id=id_of(post, "page"),
            archived="archived" in post,
        )
        messages.success(request, "Đã lưu sổ tay.")
        return redirect("surveys:help")
    text = request.GET.get("tim", "")[:100]
    pages = help_pages(request.membership.agency.pk, text)
    context = {"pages": pages, "text": text, "topics": HELPED_WITH}
    return render(request, "web/surveys/help.html", context)
