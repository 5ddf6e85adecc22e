"""A unit's form as a workbook: given out with what is known, taken back with what is wrong at which cell."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

from dondoc.audit.errors import Refused
from dondoc.forms.definition import Form
from dondoc.forms.excel.guard import FILE_LIMIT, WorkbookError
from dondoc.forms.excel.plan import Stamp
from dondoc.forms.excel.reading import checked, read_filled
from dondoc.forms.excel.writing import Filling, write_form
from dondoc.reports.actions import FormGiven
from dondoc.reports.models import UnitReport
from dondoc.reports.queries import passages_of
from dondoc.reports.workbook import form_of, given_of, values_of
from dondoc.web.rounds.workbooks import EXCEL

SEAL = "dondoc.reports.excel"
VERSION = 1
SHOWN = 20
"""Wrong cells that are told at once."""


def stamp_of(report: UnitReport) -> Stamp:
    """What the workbook of a unit carries; nobody else can make the seal."""
    words = f"{report.period_id}:{report.pk}"
    seal = salted_hmac(SEAL, words, algorithm="sha256").hexdigest()
    return Stamp(f"bao-cao-{report.period_id}", VERSION, str(report.pk), seal)


def _form(report: UnitReport) -> Form:
    return form_of(report, report.period.obligation.measures.filter(is_asked=True))


def blank(report: UnitReport) -> HttpResponse:
    """The workbook with what stands in the form."""
    values = values_of(passages_of(report), report.values.all())
    due = f"hết ngày {report.period.units_by:%d/%m/%Y}"
    book = write_form(_form(report), Filling(stamp_of(report), report.name, due, values))
    name = f'attachment; filename="bao-cao-{report.period_id}-{report.pk}.xlsx"'
    return HttpResponse(book, content_type=EXCEL, headers={"Content-Disposition": name})


def filled(request: HttpRequest, report: UnitReport) -> tuple[FormGiven | None, list[str]]:
    """What the workbook says, or what is wrong with it, cell by cell. Raises Refused where it is no workbook of this
    form."""
    upload = request.FILES.get("file")
    if upload is None:
        raise Refused("Chưa chọn tệp. Hãy chọn tệp Excel (.xlsx) đã điền.")
    if upload.size > FILE_LIMIT:
        raise Refused(f"Tệp lớn hơn {FILE_LIMIT // 1024 // 1024} MB; hãy bỏ hình ảnh, trang tính thừa rồi gửi lại.")
    form = _form(report)
    try:
        book = read_filled(upload.read(), form)
    except WorkbookError as error:
        raise Refused(str(error)) from error
    wanted = stamp_of(report)
    if (book.stamp.form, book.stamp.addressee) != (wanted.form, wanted.addressee):
        raise Refused("Tệp này là phiếu của kỳ khác hoặc đơn vị khác; hãy tải phiếu ở trang này, điền rồi gửi lại.")
    if not constant_time_compare(book.stamp.seal, wanted.seal):
        raise Refused("Tệp này không phải phiếu tải từ trang này; hãy tải lại phiếu.")
    found = checked(book, form)
    if found.faults:
        return None, [f"{book.cell(fault) or fault.label}: {fault.sentence}" for fault in found.faults[:SHOWN]]
    return given_of(form, found.values, passages_of(report)), []
