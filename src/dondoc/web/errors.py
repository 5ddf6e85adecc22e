"""Error pages in Vietnamese: each says what happened and what to do."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

SENTENCES = {
    400: "Yêu cầu gửi lên không đúng. Hãy quay lại trang trước và thử lại.",
    403: "Bạn không có quyền xem trang này. Nếu cần xem, hãy liên hệ quản trị của cơ quan.",
    404: "Không có trang này, hoặc nội dung không thuộc phạm vi bạn được xem.",
    500: "Máy chủ gặp lỗi khi xử lý yêu cầu. Hãy thử lại sau ít phút; nếu vẫn lỗi, hãy báo quản trị.",
}


def page(request: HttpRequest, code: int, sentence: str = "") -> HttpResponse:
    """An error page; it asks nothing of the database, so that it works when nothing else does."""
    return render(request, "web/error.html", {"code": code, "sentence": sentence or SENTENCES[code]}, status=code)


@login_not_required
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 400)


@login_not_required
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 403)


@login_not_required
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 404)


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    return page(request, 500)


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return page(request, 403, "Trang mở quá lâu hoặc phiên làm việc đã đổi. Hãy tải lại trang rồi làm lại thao tác.")
