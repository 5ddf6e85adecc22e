"""The files of a document: which is the main one, and what the others are."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from dondoc.documents import actions
from dondoc.web.documents.finding import find

SAVED = "Đã lưu loại tệp."


@require_POST
def choose_main(request: HttpRequest, document_id: int, attachment_id: int) -> HttpResponse:
    """Make a file the main one; the document is read anew from it."""
    find(request, document_id)
    intake = actions.choose_main(request.user, request.membership, document_id, attachment_id)
    messages.success(request, f"Đang đọc lại văn bản từ tệp {intake.name}; hãy tải lại trang sau giây lát.")
    return redirect("documents:review", document_id)


@require_POST
def place(request: HttpRequest, document_id: int, attachment_id: int) -> HttpResponse:
    """Say what a file is within its document."""
    find(request, document_id)
    words = request.POST.get("place", "")
    anew = actions.place_file(request.user, request.membership, document_id, attachment_id, words)
    messages.success(
        request, "Đã lưu loại tệp; đang đọc lại phụ lục, hãy tải lại trang sau giây lát." if anew else SAVED
    )
    return redirect("documents:review", document_id)
