"""The workbook of one addressee: given out, taken back, and given out again with its wrong cells marked."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

from dondoc.audit.errors import Refused
from dondoc.forms.checking import Checked
from dondoc.forms.definition import Form
from dondoc.forms.excel.guard import FILE_LIMIT, WorkbookError
from dondoc.forms.excel.plan import Stamp
from dondoc.forms.excel.reading import Filled, read_filled, read_stamp
from dondoc.forms.excel.writing import Filling, write_form
from dondoc.rounds.models import Addressee
from dondoc.surveys.models import Survey
from dondoc.web.surveys.sent import packed, unpacked

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SEAL = "dondoc.surveys.excel"
SALT = "surveys.marked"


def stamp_of(survey: Survey, row: Addressee) -> Stamp:
    """What the workbook of an addressee carries; nobody else can make the seal."""
    number = survey.version.number
    seal = salted_hmac(SEAL, f"{survey.pk}:{number}:{row.pk}", algorithm="sha256").hexdigest()
    return Stamp(str(survey.pk), number, str(row.pk), seal)


def _filling(survey: Survey, row: Addressee, values: dict[str, Any], faults: dict[Any, str] | None = None) -> Filling:
    due = f"hết ngày {row.round.due_on:%d/%m/%Y}" if row.round.due_on else ""
    return Filling(stamp_of(survey, row), row.name, due, values, faults or {})


def _answer(content: bytes, name: str) -> HttpResponse:
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(content, content_type=EXCEL, headers={"Content-Disposition": disposition})


def blank(survey: Survey, row: Addressee, form: Form, values: dict[str, Any]) -> HttpResponse:
    """The workbook to fill in, with what is known already."""
    return _answer(write_form(form, _filling(survey, row, values)), f"bieu-mau-{survey.round_id}-{row.pk}.xlsx")


def filled(request: HttpRequest, survey: Survey, row: Addressee, form: Form) -> Filled:
    """The workbook that was sent. Raises Refused where there is none, it cannot be read, it is another form or an
    older version, or another addressee's."""
    upload = request.FILES.get("file")
    if upload is None:
        raise Refused("Chưa chọn tệp. Hãy chọn tệp Excel (.xlsx) đã điền.")
    if upload.size > FILE_LIMIT:
        raise Refused(f"Tệp lớn hơn {FILE_LIMIT // 1024 // 1024} MB; hãy bỏ hình ảnh, trang tính thừa rồi gửi lại.")
    content = upload.read()
    try:
        _check(read_stamp(content), stamp_of(survey, row))
        return read_filled(content, form)
    except WorkbookError as error:
        raise Refused(str(error)) from error


def _check(found: Stamp, wanted: Stamp) -> None:
    if found.form != wanted.form:
        raise Refused("Tệp này là biểu mẫu của đợt khác. Hãy tải biểu mẫu ở trang này, điền rồi gửi lại.")
    if found.version != wanted.version:
        raise Refused("Biểu mẫu đã có phiên bản mới. Hãy tải lại biểu mẫu, chép số liệu sang rồi gửi.")
    if found.addressee != wanted.addressee:
        raise Refused("Tệp này là biểu mẫu của đơn vị khác. Mỗi đơn vị dùng biểu mẫu tải từ trang của mình.")
    if not constant_time_compare(found.seal, wanted.seal):
        raise Refused("Tệp này không phải biểu mẫu tải từ trang này. Hãy tải lại biểu mẫu.")


def packed_answer(checked: Checked) -> str:
    """An answer with its faults, for the page to send back when the marked workbook is wanted."""
    faults = [[*fault.path, fault.sentence] for fault in checked.faults]
    return packed({"values": checked.values, "faults": faults}, SALT)


def marked(survey: Survey, row: Addressee, form: Form, content: str) -> HttpResponse:
    """The workbook as it came, its wrong cells marked. Raises Refused."""
    plain = unpacked(content, SALT)
    faults = {(key, number, column): words for key, number, column, words in plain["faults"]}
    book = write_form(form, _filling(survey, row, plain["values"], faults))
    return _answer(book, f"can-sua-{survey.round_id}-{row.pk}.xlsx")
