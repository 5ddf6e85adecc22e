"""Reads of messages."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from dondoc.interchange.models import EdxmlMessage, MessageKind, MessageState, MessageWay
from dondoc.interchange.policies import SEE
from dondoc.organisations.policies import may
from dondoc.organisations.queries import Membership


def messages(membership: Membership) -> QuerySet[EdxmlMessage]:
    """The log of the member's agency, newest first; none for those who do not see every document."""
    if membership.agency is None or not may(membership, SEE):
        return EdxmlMessage.objects.none()
    rows = EdxmlMessage.objects.filter(agency=membership.agency)
    return rows.select_related("document", "intake", "by").order_by("-id")


def ready(membership: Membership) -> QuerySet[EdxmlMessage]:
    """Messages that wait to be fetched, oldest first."""
    rows = messages(membership).filter(way=MessageWay.OUT, state=MessageState.READY)
    return rows.select_related("agency__unit__parent", "document").order_by("id")


def of_document(document_id: int) -> list[EdxmlMessage]:
    """The messages with a document, each with the states about it. Two queries. For who sees the document."""
    rows = EdxmlMessage.objects.filter(document=document_id, kind=MessageKind.DOCUMENT)
    states = Prefetch("statuses", EdxmlMessage.objects.order_by("id"))
    return list(rows.prefetch_related(states).order_by("id"))


def strays(document_id: int) -> list[EdxmlMessage]:
    """States of a document that went out without a message of ours."""
    return list(EdxmlMessage.objects.filter(document=document_id, kind=MessageKind.STATUS, about=None).order_by("id"))
