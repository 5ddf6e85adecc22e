"""The draft in pieces, mended before it is sent; later versions and what they changed."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from dondoc.audit.errors import Refused
from dondoc.consultations import actions
from dondoc.consultations.comparing import changes
from dondoc.consultations.models import DECIDED, Draft, Provision
from dondoc.consultations.queries import FIRST, all_opinions, outline, pieces_of
from dondoc.documents.store import path_of
from dondoc.web.consultations.finding import find, frame
from dondoc.web.picking import ticked


@require_safe
def pieces(request: HttpRequest, round_id: int) -> HttpResponse:
    """The pieces in order; while the round is prepared they can be merged, split and renamed."""
    found = find(request, round_id)
    context = {**frame(request, found, "pieces"), "pieces": outline(found)}
    return render(request, "web/consultations/pieces.html", context)


@require_POST
def merge(request: HttpRequest, round_id: int) -> HttpResponse:
    """Make the ticked pieces one."""
    found = find(request, round_id)
    first = actions.merge(request.user, request.membership, found.pk, ticked(request.POST, "piece"))
    messages.success(request, f"Đã gộp vào {first.label}.")
    return redirect("consultations:pieces", round_id)


@require_POST
def mend(request: HttpRequest, round_id: int, provision_id: int) -> HttpResponse:
    """Rename a piece, or split it before one of its lines."""
    found = find(request, round_id)
    get_object_or_404(Provision, pk=provision_id, draft__consultation=found)
    sent = request.POST
    if sent.get("step") == "split":
        made = actions.split(request.user, request.membership, provision_id, sent.get("before", ""))
        messages.success(request, f"Đã tách thành {made.label}.")
    else:
        label, title = sent.get("label", ""), sent.get("title", "")
        actions.rename(request.user, request.membership, provision_id, label, title)
        messages.success(request, "Đã lưu.")
    return redirect("consultations:pieces", round_id)


@require_safe
def versions(request: HttpRequest, round_id: int) -> HttpResponse:
    """The versions of the draft, and what one changed against the one before, with the opinions behind it."""
    found = find(request, round_id)
    drafts = list(found.drafts.defer("content").select_related("made_by"))
    wanted = request.GET.get("lan", "")
    newer = next((one for one in drafts if str(one.number) == wanted), drafts[-1] if drafts else None)
    older = next((one for one in reversed(drafts) if newer and one.number < newer.number), None)
    context = {**frame(request, found, "versions"), "drafts": drafts, "newer": newer, "older": older}
    if newer is not None and older is not None:
        adopted = [one for one in all_opinions(found) if one.treatment in DECIDED]
        context["changes"] = changes(pieces_of(older), pieces_of(newer), adopted)
    return render(request, "web/consultations/versions.html", context)


@require_POST
def add_draft(request: HttpRequest, round_id: int) -> HttpResponse:
    """Take the next version of the draft in."""
    found = find(request, round_id)
    upload = request.FILES.get("draft")
    if upload is None:
        raise Refused("Hãy chọn tệp dự thảo (.docx hoặc .pdf).")
    note = request.POST.get("note", "")
    made = actions.add_draft(request.user, request.membership, found.pk, (upload.name, upload), note=note)
    messages.success(request, f"Đã nhận {made}.")
    return redirect("consultations:pieces" if made.number == FIRST else "consultations:versions", round_id)


@require_safe
def draft_file(request: HttpRequest, round_id: int, number: int) -> HttpResponse:
    """The file of a version."""
    return draft_answer(get_object_or_404(Draft, consultation=find(request, round_id), number=number))


def draft_answer(draft: Draft) -> FileResponse:
    """A version's file to be kept; never shown inside the page. Raises Http404 where its bytes are gone."""
    path = path_of(draft.file.sha256)
    if not path.exists():
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, filename=draft.name)
