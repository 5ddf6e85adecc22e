"""The workbook of one addressee, whatever it is asked: given out sealed, taken back only where the seal is ours."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

from dondoc.audit.errors import Refused
from dondoc.forms.checking import Checked, Path
from dondoc.forms.definition import Form
from dondoc.forms.excel.guard import FILE_LIMIT, WorkbookError
from dondoc.forms.excel.plan import Stamp
from dondoc.forms.excel.reading import Filled, read_filled, read_stamp
from dondoc.forms.excel.writing import Filling, write_form
from dondoc.forms.values import Value
from dondoc.rounds.models import Addressee
from dondoc.web.surveys.sent import packed, unpacked

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FOREIGN = "Tệp này không phải biểu mẫu tải từ trang này. Hãy tải lại biểu mẫu."


def sealed(salt: str, form: int, version: int, row: Addressee) -> Stamp:
    """What the workbook of an addressee carries; nobody else can make the seal."""
    seal = salted_hmac(salt, f"{form}:{version}:{row.pk}", algorithm="sha256").hexdigest()
    return Stamp(str(form), version, str(row.pk), seal)


def filling(stamp: Stamp, row: Addressee, values: dict[str, Value], faults: dict[Path, str] | None = None) -> Filling:
    """What goes into it."""
    due = f"hết ngày {row.round.due_on:%d/%m/%Y}" if row.round.due_on else ""
    return Filling(stamp, row.name, due, values, faults or {})


def book(form: Form, content: Filling, name: str) -> HttpResponse:
    """It, to be downloaded."""
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(write_form(form, content), content_type=EXCEL, headers={"Content-Disposition": disposition})


def sent(request: HttpRequest) -> tuple[Stamp, bytes]:
    """The workbook that was sent in, with its stamp. Raises Refused where there is none or it cannot be read."""
    upload = request.FILES.get("file")
    if upload is None:
        raise Refused("Chưa chọn tệp. Hãy chọn tệp Excel (.xlsx) đã điền.")
    if upload.size > FILE_LIMIT:
        raise Refused(f"Tệp lớn hơn {FILE_LIMIT // 1024 // 1024} MB; hãy bỏ hình ảnh, trang tính thừa rồi gửi lại.")
    content = upload.read()
    try:
        return read_stamp(content), content
    except WorkbookError as error:
        raise Refused(str(error)) from error


def filled(request: HttpRequest, wanted: Stamp, form: Form) -> Filled:
    """What was sent in. Raises Refused where there is nothing, it cannot be read, it is another form or an older
    version, or another addressee's."""
    stamp, content = sent(request)
    check(stamp, wanted)
    return opened(content, form)


def opened(content: bytes, form: Form) -> Filled:
    """A workbook whose stamp was checked. Raises Refused where it cannot be read."""
    try:
        return read_filled(content, form)
    except WorkbookError as error:
        raise Refused(str(error)) from error


def check(found: Stamp, wanted: Stamp) -> None:
    """Raises Refused unless the stamp that came is the one that is wanted."""
    if found.form != wanted.form:
        raise Refused("Tệp này là biểu mẫu của đợt khác. Hãy tải biểu mẫu ở trang này, điền rồi gửi lại.")
    if found.version != wanted.version:
        raise Refused("Biểu mẫu đã có phiên bản mới. Hãy tải lại biểu mẫu, chép số liệu sang rồi gửi.")
    if found.addressee != wanted.addressee:
        raise Refused("Tệp này là biểu mẫu của đơn vị khác. Mỗi đơn vị dùng biểu mẫu tải từ trang của mình.")
    if not constant_time_compare(found.seal, wanted.seal):
        raise Refused(FOREIGN)


def packed_answer(checked: Checked, salt: str) -> str:
    """An answer with its faults, for the page to send back when the marked workbook is wanted."""
    faults = [[*fault.path, fault.sentence] for fault in checked.faults]
    return packed({"values": checked.values, "faults": faults}, salt)


def marked(stamp: Stamp, row: Addressee, form: Form, content: str, salt: str) -> HttpResponse:
    """The workbook as it came, its wrong cells marked. Raises Refused."""
    plain = unpacked(content, salt)
    faults = {(key, number, column): words for key, number, column, words in plain["faults"]}
    return book(form, filling(stamp, row, plain["values"], faults), f"can-sua-{row.round_id}-{row.pk}.xlsx")
