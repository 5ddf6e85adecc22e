"""Every answer that is no success: RFC 9457 problem details, with one Vietnamese sentence that says what to do."""

from __future__ import annotations

import logging
from datetime import date
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFilesSent
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.http.multipartparser import InputStreamExhausted, MultiPartParserError
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from dondoc.api.limits import TooMany
from dondoc.api.schemas.common import Problem
from dondoc.audit.errors import NotAllowed, Refused, Stale

MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: "Yêu cầu sai định dạng",
    401: "Chưa xác thực",
    403: "Không được phép",
    404: "Không tìm thấy",
    405: "Không hỗ trợ",
    409: "Không làm được lúc này",
    412: "Đã có người sửa",
    413: "Quá lớn",
    422: "Dữ liệu chưa đúng",
    429: "Quá nhiều yêu cầu",
    500: "Lỗi máy chủ",
}
NOT_FOUND = "Không có mục này, hoặc mục này không thuộc phạm vi bạn được xem."
UNAUTHENTICATED = "Hãy gửi mã truy cập còn hiệu lực trong tiêu đề Authorization: Bearer …"
CSRF = "Phiên làm việc đã đổi hoặc thiếu tiêu đề X-CSRFToken. Hãy tải lại trang rồi làm lại."
UNREADABLE = "Nội dung gửi lên không đọc được; hãy gửi JSON hợp lệ, mã UTF-8."
BROKEN = "Máy chủ gặp lỗi khi xử lý yêu cầu. Hãy thử lại sau ít phút; nếu vẫn lỗi, hãy báo quản trị."
_logger = logging.getLogger("dondoc.api")

# The kinds of pydantic's errors, in words.
WRONG = {
    "missing": "còn thiếu",
    "int_parsing": "phải là số nguyên",
    "int_type": "phải là số nguyên",
    "int_from_float": "phải là số nguyên",
    "bool_parsing": "phải là true hoặc false",
    "bool_type": "phải là true hoặc false",
    "date_from_datetime_parsing": "phải là ngày dạng 2026-12-05",
    "date_parsing": "phải là ngày dạng 2026-12-05",
    "date_type": "phải là ngày dạng 2026-12-05",
    "string_type": "phải là chuỗi",
    "list_type": "phải là danh sách",
    "enum": "không thuộc các giá trị cho phép",
    "literal_error": "không thuộc các giá trị cho phép",
    "string_too_long": "quá dài",
    "string_too_short": "quá ngắn",
    "too_long": "có quá nhiều phần tử",
    "greater_than_equal": "nhỏ quá mức cho phép",
    "less_than_equal": "lớn quá mức cho phép",
    "extra_forbidden": "là trường không có",
}


def problem(
    status: int,
    detail: str,
    field: str = "",
    changed: dict[str, Any] | None = None,
    faults: list[dict[str, Any]] | None = None,
) -> HttpResponse:
    """A problem as an answer."""
    body = Problem(title=TITLES.get(status, HTTPStatus(status).phrase), status=status, detail=detail)
    body.field = field or None
    body.changed = {name: _plain(value) for name, value in changed.items()} if changed else None
    body.faults = faults
    response = JsonResponse(
        body.model_dump(exclude_none=True),
        status=status,
        content_type=MEDIA_TYPE,
        json_dumps_params={"ensure_ascii": False},
    )
    if status == 401:
        response["WWW-Authenticate"] = "Bearer"
    return response


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str | int | float | bool | list | dict | None) else str(value)


def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    """403 who may; 412 or 409 where somebody else was first; 422 for a wrong value; 409 for what cannot be now."""
    if isinstance(error, NotAllowed):
        return problem(403, error.sentence, error.field)
    if isinstance(error, Stale):
        return problem(412 if "If-Match" in request.headers else 409, error.sentence, error.field, error.changed)
    return problem(422 if error.field else 409, error.sentence, error.field)


def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A request that is not as the schema says; the first thing that is wrong, by name."""
    first = error.errors[0]
    place = [str(part) for part in first["loc"][1:] if not isinstance(part, int) and part != "body"]
    field = place[-1] if place else ""
    what = WRONG.get(first["type"], "không đúng")
    name = f"Trường “{field}”" if field else "Nội dung gửi lên"
    return problem(422, f"{name} {what}.", field)


def http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    """What the framework itself refuses."""
    sentences = {400: UNREADABLE, 401: UNAUTHENTICATED, 403: CSRF}
    return problem(error.status_code, sentences.get(error.status_code, str(error)))


def too_many(request: HttpRequest, error: TooMany) -> HttpResponse:
    response = problem(429, f"Bạn đã gửi quá nhiều yêu cầu; hãy thử lại sau {error.wait} giây.")
    response["Retry-After"] = str(error.wait)
    return response


def broken(request: HttpRequest, error: Exception) -> HttpResponse:
    """A fault of ours: told to the log in full, to the caller in one sentence."""
    got_request_exception.send(sender=None, request=request)
    _logger.exception("%s %s", request.method, request.path, exc_info=error)
    return problem(500, BROKEN)


def handle(api: NinjaAPI) -> None:
    """Give an API these answers."""
    api.add_exception_handler(Exception, broken)
    api.add_exception_handler(Refused, refused)
    api.add_exception_handler(Http404, lambda request, error: problem(404, NOT_FOUND))
    api.add_exception_handler(HttpError, http_error)
    api.add_exception_handler(AuthenticationError, http_error)
    api.add_exception_handler(ValidationError, invalid)
    api.add_exception_handler(TooMany, too_many)
    for error in (SuspiciousOperation, MultiPartParserError, UnreadablePostError, InputStreamExhausted):
        api.add_exception_handler(error, lambda request, error: problem(400, UNREADABLE))
    too_large = "Yêu cầu gửi lên quá lớn; hãy gửi ít tệp hơn hoặc nội dung ngắn hơn."
    for error in (RequestDataTooBig, TooManyFilesSent):
        api.add_exception_handler(error, lambda request, error: problem(413, too_large))
