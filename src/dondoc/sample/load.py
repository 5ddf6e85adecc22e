"""Load the sample: units, people, documents; some looked over and under way, others waiting for the user."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from dondoc.audit.errors import Refused
from dondoc.documents import worker
from dondoc.documents.actions import correct_document, receive
from dondoc.documents.isolation import HereReader
from dondoc.documents.models import Document
from dondoc.organisations.models import Agency, Person, Unit
from dondoc.organisations.queries import membership
from dondoc.sample import organisation
from dondoc.sample.data import PaperRow, paper_rows
from dondoc.sample.review import Reviewer

Progress = Callable[[str], None]
CLERK = "vanthu"


def is_empty() -> bool:
    """Whether nothing was entered in this database yet."""
    return not (Unit.objects.exists() or Agency.objects.exists() or Person.objects.exists())


def load(today: date, progress: Progress = lambda step: None) -> Agency:
    """Load the sample into an empty database, as of ``today``. About ten seconds.

    Raises Refused where there are data already, so that nobody's work is mixed with invented documents.
    """
    if not is_empty():
        raise Refused("Cơ sở dữ liệu đã có dữ liệu; cơ quan mẫu chỉ được nạp vào cơ sở dữ liệu trống.")
    progress("Lập cơ quan mẫu: Sở Khoa học và Công nghệ tỉnh An Phước (hư cấu)")
    agency, people = organisation.create()
    rows = paper_rows()
    progress(f"Nhận {len(rows)} văn bản mẫu")
    for row in rows:
        receive(people[CLERK], membership(people[CLERK], today), row.file, row.content(), row.direction)
    progress("Đọc văn bản")
    worker.work(once=True, reader=HereReader())
    progress("Xác nhận nhiệm vụ của các văn bản đã xem")
    for row in rows:
        settle(row, people, today)
    return agency


def settle(row: PaperRow, people: dict[str, Person], today: date) -> None:
    """Enter when a document arrived, and let its reviewer look it over. A document that was not read stays as it is."""
    document = Document.objects.filter(attachments__name=row.file).first()
    if document is None:
        return
    clerk = people[CLERK]
    arrived = min(today, date.fromisoformat(row.expected()["document"]["issued_on"]) + timedelta(days=row.days))
    correct_document(clerk, membership(clerk, today), document.pk, {"received_on": arrived})
    if row.reviewer:
        person = people[row.reviewer]
        Reviewer(person, membership(person, today), row.expected()).look_over(document)
