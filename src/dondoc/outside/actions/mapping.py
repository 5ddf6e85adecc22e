"""Which systems there are, in which columns and words they are told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.documents.keys import code_key
from dondoc.documents.models import Document
from dondoc.documents.policies import agency_of
from dondoc.organisations.models import Person
from dondoc.organisations.policies import require
from dondoc.organisations.queries import Membership
from dondoc.outside.fields import DEFAULT, FIELDS, SITUATIONS
from dondoc.outside.models import OutsideSystem
from dondoc.outside.queries import EDIT

MOST_COLUMNS = 40


@action("outside.add")
def add_system(by: Person, membership: Membership, name: str) -> OutsideSystem:
    """A new system, with the usual columns and our own words. Raises NotAllowed, Refused for an empty or known name."""
    require(membership, EDIT)
    agency = agency_of(membership)
    name = " ".join(name.split())
    if not name or len(name) > 120:
        raise Refused("Hãy ghi tên hệ thống, không quá 120 ký tự.", "name")
    if OutsideSystem.objects.filter(agency=agency, name=name).exists():
        raise Refused("Hệ thống này đã có; hãy đặt tên khác.", "name")
    columns = [{"title": FIELDS[field], "field": field} for field in DEFAULT]
    system = OutsideSystem(agency=agency, name=name, columns=columns, words=dict(SITUATIONS))
    system.save()
    return system


def locked(membership: Membership, system_id: int) -> OutsideSystem:
    """The system, locked. Raises Refused where there is none."""
    rows = OutsideSystem.objects.select_for_update().filter(pk=system_id, agency=agency_of(membership))
    system = rows.first()
    if system is None:
        raise Refused("Không tìm thấy hệ thống này; hãy tải lại trang.")
    return system


@action("outside.map")
def map_system(
    by: Person,
    membership: Membership,
    system_id: int,
    columns: Iterable[tuple[str, str]],
    words: Mapping[str, str],
    *,
    document_codes: Iterable[str] = (),
) -> OutsideSystem:
    """Set a system's columns (title and field, in order), its words, and the documents whose tasks it is told.

    Raises NotAllowed; Refused for a title that stands twice, an unknown field or a code that no document has.
    """
    require(membership, EDIT)
    system = locked(membership, system_id)
    system.columns = _columns(columns)
    system.words = {name: " ".join(words.get(name, "").split())[:120] for name in SITUATIONS if words.get(name)}
    system.documents = _documents(system, document_codes)
    system.save()
    return system


def _columns(columns: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    found = [{"title": " ".join(title.split())[:120], "field": field} for title, field in columns if title.strip()]
    if not 1 <= len(found) <= MOST_COLUMNS:
        raise Refused(f"Hãy đặt từ 1 đến {MOST_COLUMNS} cột.", "columns")
    if any(column["field"] not in FIELDS for column in found):
        raise Refused("Có cột chưa chọn nội dung; hãy chọn trong danh sách.", "columns")
    if len({column["title"].casefold() for column in found}) < len(found):
        raise Refused("Hai cột trùng tên; hãy đặt tên khác nhau để đối chiếu được.", "columns")
    return found


def _documents(system: OutsideSystem, codes: Iterable[str]) -> list[int]:
    found = []
    for code in filter(None, (code.strip() for code in codes)):
        document = Document.objects.filter(agency=system.agency_id, folded_code=code_key(code)[:80]).first()
        if document is None:
            raise Refused(f"Không có văn bản số {code} trong sổ; hãy kiểm tra lại số, ký hiệu.", "documents")
        found.append(document.pk)
    return found


@action("outside.end")
def end_system(by: Person, membership: Membership, system_id: int, *, ended: bool = True) -> OutsideSystem:
    """Report to a system no longer (or again); what was sent stays. Raises NotAllowed, Refused."""
    require(membership, EDIT)
    system = locked(membership, system_id)
    system.ended = ended
    system.save()
    return system
