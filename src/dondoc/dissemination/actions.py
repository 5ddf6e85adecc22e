"""Entering what was published, and asking whether its link answers."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.utils import timezone

from dondoc.audit.errors import NotAllowed, Refused
from dondoc.audit.recording import action
from dondoc.dissemination.links import Checked, check_link
from dondoc.dissemination.models import LinkState, Medium, Publication
from dondoc.dissemination.policies import may_change, require_publications
from dondoc.documents.queries import visible_documents
from dondoc.organisations.models import Agency, Person
from dondoc.organisations.queries import Membership

FIELDS = ("title", "medium", "link", "published_on", "reach", "note")
SETTING = "check_links"
"""The agency's setting by which an administrator allows that links are asked for; off where it is not there."""


@action("dissemination.publish")
def enter(by: Person, membership: Membership, *, plan_code: str = "", **fields: Any) -> Publication:
    """Enter something that was published by the member's unit; ``plan_code`` is the number of the document that asked
    for it. Raises NotAllowed, Refused."""
    agency = require_publications(membership)
    own = [grant.unit_id for grant in membership.posts if grant.unit_id in membership.unit_ids]
    row = Publication(agency=agency, unit_id=own[0], made_by=by)
    _fill(membership, row, plan_code, fields)
    row.save()
    return row


@action("dissemination.correct")
def correct(by: Person, membership: Membership, row_id: int, *, plan_code: str = "", **fields: Any) -> Publication:
    """Correct an entry. Raises NotAllowed, Refused."""
    row = _locked(membership, row_id)
    _fill(membership, row, plan_code, fields)
    row.save()
    return row


@action("dissemination.remove")
def remove(by: Person, membership: Membership, row_id: int) -> None:
    """Take a wrong entry out; the log keeps that it was there. Raises NotAllowed."""
    _locked(membership, row_id).delete()


def _locked(membership: Membership, row_id: int) -> Publication:
    agency = require_publications(membership)
    row = Publication.objects.select_for_update(of=("self",)).filter(pk=row_id, agency=agency).first()
    if row is None or not may_change(membership, row):
        raise NotAllowed("Chỉ người nhập, lãnh đạo đơn vị và văn phòng được sửa mục này.")
    return row


def _fill(membership: Membership, row: Publication, plan_code: str, fields: dict[str, Any]) -> None:
    link = row.link
    for name in FIELDS:
        if name in fields:
            setattr(row, name, fields[name].strip() if isinstance(fields[name], str) else fields[name])
    if not row.title or len(row.title) > 300:
        raise Refused("Hãy ghi tên tin, bài, tối đa 300 ký tự.", "title")
    if row.medium not in Medium.values:
        raise Refused("Hãy chọn kênh đăng.", "medium")
    if not isinstance(row.published_on, date) or row.published_on > membership.today:
        raise Refused("Hãy ghi ngày đăng, không sau hôm nay.", "published_on")
    if row.reach is not None and not 0 <= row.reach <= 10**9:
        raise Refused("Lượt tiếp cận là số không âm.", "reach")
    if row.link:
        parts = urlsplit(row.link)
        if parts.scheme not in ("http", "https") or not parts.hostname or len(row.link) > 1000:
            raise Refused("Liên kết phải là địa chỉ đầy đủ bắt đầu bằng https:// hoặc http://.", "link")
    if row.link != link:
        row.link_state, row.link_status, row.checked_at = LinkState.UNCHECKED, None, None
    row.plan_id = _plan(membership, plan_code)


def _plan(membership: Membership, code: str) -> int | None:
    code = code.strip()
    if not code:
        return None
    found = list(visible_documents(membership).filter(code=code).values_list("pk", flat=True)[:2])
    if not found:
        raise Refused(f"Không thấy văn bản số “{code}” trong sổ; hãy ghi đúng số, ký hiệu hoặc để trống.", "plan")
    return found[-1]


def allows_checks(agency: Agency) -> bool:
    """Whether an administrator allows that this machine calls links."""
    return agency.settings.get(SETTING) is True


def ask(membership: Membership, row_id: int) -> Checked:
    """Ask whether the link of an entry answers, outside of any transaction, and keep what was found. Raises NotAllowed,
    Refused where links may not be called or there is none."""
    agency = require_publications(membership)
    if not allows_checks(agency):
        raise Refused("Quản trị chưa cho phép hệ thống gọi ra ngoài để kiểm tra liên kết (Cài đặt).")
    row = Publication.objects.filter(pk=row_id, agency=agency).first()
    if row is None or not row.link:
        raise Refused("Mục này không có liên kết để kiểm tra.")
    found = check_link(row.link)
    _keep(membership.person, row, found)
    return found


@action("dissemination.check")
def _keep(by: Person, row: Publication, found: Checked) -> None:
    row.link_state = LinkState.WORKS if found.works else LinkState.BROKEN
    row.link_status, row.checked_at = found.status, timezone.now()
    row.save(update_fields=["link_state", "link_status", "checked_at"])
