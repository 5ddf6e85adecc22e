"""The handbook of help for people."""

from __future__ import annotations

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.organisations.models import Person
from dondoc.organisations.queries import Membership
from dondoc.surveys.models import HelpPage
from dondoc.surveys.policies import require_forms


@action("surveys.put_help")
def put_help(
    by: Person | None,
    membership: Membership,
    *,
    topic: str,
    title: str,
    steps: str,
    page_id: int | None = None,
    archived: bool = False,
) -> HelpPage:
    """Write a page of the handbook, a new one where ``page_id`` is None. Raises NotAllowed, Refused."""
    agency = require_forms(membership)
    page = HelpPage(agency=agency)
    if page_id is not None:
        found = HelpPage.objects.select_for_update(of=("self",)).filter(pk=page_id, agency=agency).first()
        if found is None:
            raise Refused("Không tìm thấy trang sổ tay này; hãy tải lại.")
        page = found
    page.topic, page.title = " ".join(topic.split()), " ".join(title.split())
    page.steps, page.archived = steps.strip(), archived
    if not (page.topic and page.title and page.steps):
        raise Refused("Hãy ghi đủ việc hỗ trợ, tên trang và các bước làm.")
    if len(page.topic) > 120 or len(page.title) > 200 or len(page.steps) > 10_000:
        raise Refused("Việc hỗ trợ tối đa 120 ký tự, tên trang 200 ký tự, các bước 10.000 ký tự; hãy rút gọn.")
    page.save()
    return page
