"""Making the file that a system gets, and keeping what was sent when."""

from __future__ import annotations

import csv
import io
import re

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.documents import store
from dondoc.documents.actions.intake import stored
from dondoc.language.folding import fold
from dondoc.organisations.models import Person
from dondoc.organisations.policies import require
from dondoc.organisations.queries import Membership
from dondoc.outside.actions.mapping import locked
from dondoc.outside.fields import plain
from dondoc.outside.models import Delivery, OutsideSystem
from dondoc.outside.queries import SEND, Told, told
from dondoc.writing.blocks import Column, Table
from dondoc.writing.xlsx import Sheet, write_xlsx

FORMS = ("xlsx", "csv")
LARGEST = 100 * 1024 * 1024
_FORMULA = ("=", "+", "-", "@", "\t")


@action("outside.deliver")
def deliver(by: Person, membership: Membership, system_id: int, form: str = "xlsx") -> Delivery:
    """Make the system's list as it stands today and keep it as sent. Raises NotAllowed, Refused where there is nothing
    to tell."""
    require(membership, SEND)
    system = locked(membership, system_id)
    if system.ended:
        raise Refused("Hệ thống này không còn báo cáo; hãy mở lại trước khi gửi.")
    if form not in FORMS:
        raise Refused("Hãy chọn tệp Excel hoặc CSV.", "form")
    rows = list(told(system, membership.today))
    if not rows:
        raise Refused("Chưa có nhiệm vụ nào để báo cáo sang hệ thống này.")
    content = _xlsx(system, rows) if form == "xlsx" else _csv(system, rows)
    staged = store.stage(content, LARGEST)
    file = stored(staged)
    staged.keep()
    short = re.sub(r"[^a-z0-9]+", "-", fold(system.name)).strip("-")[:40] or "he-thong"
    delivery = Delivery(system=system, file=file, by=by, count=len(rows))
    delivery.name = f"{short}-{membership.today:%Y-%m-%d}.{form}"
    delivery.rows = {str(row.task): [plain(cell) for cell in row.cells] for row in rows}
    delivery.save()
    return delivery


def _xlsx(system: OutsideSystem, rows: list[Told]) -> bytes:
    columns = tuple(Column(column["title"], 3.0 if column["field"] == "text" else 1.4) for column in system.columns)
    out = io.BytesIO()
    write_xlsx([Sheet(system.name, Table(columns, [row.cells for row in rows]))], out)
    return out.getvalue()


def _csv(system: OutsideSystem, rows: list[Told]) -> bytes:
    """UTF-8 with its mark, so that Excel reads the letters; what looks like a formula is text."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([column["title"] for column in system.columns])
    for row in rows:
        writer.writerow([_safe(plain(cell)) for cell in row.cells])
    return out.getvalue().encode("utf-8-sig")


def _safe(words: str) -> str:
    return f"'{words}" if words.startswith(_FORMULA) else words
