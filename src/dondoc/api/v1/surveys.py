"""Rounds of forms that you run, by the id of their round."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from ninja import Query, Router

from dondoc.api.schemas.common import Id, Listing
from dondoc.api.schemas.surveys import FilledQuery, FilledRow, SurveyFull
from dondoc.audit.errors import NotAllowed
from dondoc.documents.keyset import stretch
from dondoc.forms.masking import has_personal, mask_values
from dondoc.surveys import actions, queries
from dondoc.surveys.models import Survey
from dondoc.surveys.policies import sees_personal

router = Router(tags=["surveys"])


def see(request: HttpRequest, round_id: int) -> Survey:
    """A survey that the member works on. Raises Http404."""
    rows = queries.visible_surveys(request.membership).select_related("previous")
    found = rows.filter(round=round_id).first()
    if found is None:
        raise Http404
    return found


@router.get("/{round_id}", response=SurveyFull)
def survey(request: HttpRequest, round_id: Id) -> SurveyFull:
    """The form that was sent out."""
    found = see(request, round_id)
    return SurveyFull.of(found, found.version.content, sees_personal(request.membership, found.round))


@router.get("/{round_id}/answers", response=Listing[FilledRow])
def list_answers(request: HttpRequest, round_id: Id, query: Query[FilledQuery]) -> Listing[FilledRow]:
    """What was handed in, in the order in which it came."""
    found = see(request, round_id)
    form = found.version.content
    personal = query.personal and has_personal(form)
    if personal and not sees_personal(request.membership, found.round):
        raise NotAllowed("Bạn không được xem dữ liệu cá nhân của đợt này; hãy bỏ tham số personal.")
    if personal:
        actions.told_export(request.user, request.membership, round_id, "Lấy qua giao diện lập trình", True)
    rows, following = stretch(queries.submitted(found), ("id",), query.after, query.limit)
    items = [FilledRow.of(row, row.values if personal else mask_values(form, row.values)) for row in rows]
    return Listing(items=items, next=following)
