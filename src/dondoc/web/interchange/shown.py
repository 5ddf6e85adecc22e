"""Messages in the words of the screens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from dondoc.exchange.message import STATUS_WORDS, Business, StatusCode
from dondoc.interchange.actions.receiving import undated
from dondoc.interchange.models import EdxmlMessage, MessageKind, MessageState, MessageWay
from dondoc.interchange.policies import RECEIVE, SEND
from dondoc.interchange.queries import of_document, strays
from dondoc.organisations.policies import may
from dondoc.trust.models import SignatureState

BUSINESS = {
    Business.NEW: "",
    Business.RECALL: "Nơi gửi yêu cầu thu hồi văn bản",
    Business.UPDATE: "Nơi gửi cập nhật văn bản đã gửi",
    Business.REPLACE: "Văn bản thay thế văn bản đã gửi",
}
RECALLS = (Business.RECALL, Business.UPDATE, Business.REPLACE)
_CHIPS = {
    MessageState.WAITING: ("", "clock"),
    MessageState.READ: ("good", "done"),
    MessageState.FAILED: ("bad", "warn"),
    MessageState.READY: ("warn", "clock"),
    MessageState.SENT: ("good", "send"),
}


def describe(message: EdxmlMessage) -> EdxmlMessage:
    """Put a message in words: ``what``, ``tone``, ``icon``, ``business_words``, ``seal``."""
    message.what = (
        f"{message.status} {STATUS_WORDS[StatusCode(message.status)]}"
        if message.kind == MessageKind.STATUS
        else "Văn bản"
    )
    if message.kind == MessageKind.STATUS and message.description == STATUS_WORDS[StatusCode(message.status)]:
        message.description = ""
    message.tone, message.icon = _CHIPS[MessageState(message.state)]
    message.business_words = BUSINESS.get(Business(message.business), "") if message.business else ""
    signed = message.signature_state not in ("", SignatureState.UNSIGNED)
    message.seal = SignatureState(message.signature_state) if signed else ""
    return message


def exchanged(request: HttpRequest, document_id: int) -> dict[str, Any]:
    """What the page of a document shows of the messages that carried it."""
    found = traffic(document_id)
    if not found.any:
        return {"traffic": found}
    return {
        "traffic": found,
        "may_answer": may(request.membership, RECEIVE),
        "may_send": may(request.membership, SEND),
        "undated": len(undated(document_id)),
    }


@dataclass(frozen=True, slots=True)
class Traffic:
    """The messages with a document: those that carried it, with their states, and states that came by themselves."""

    packages: list[EdxmlMessage]
    strays: list[EdxmlMessage]

    @property
    def any(self) -> bool:
        return bool(self.packages or self.strays)


def traffic(document_id: int) -> Traffic:
    """All messages with a document, in words."""
    packages = [describe(one) for one in of_document(document_id)]
    for one in packages:
        one.told = [describe(status) for status in one.statuses.all()]
        codes = {status.status for status in one.told if status.way == MessageWay.OUT}
        arrived = one.way == MessageWay.IN and one.state == MessageState.READ
        one.may_refuse = arrived and not codes & {StatusCode.ACCEPTED, StatusCode.REFUSED}
        answered = codes & {StatusCode.RECALL_AGREED, StatusCode.RECALL_REFUSED}
        one.may_reply = arrived and one.business in set(RECALLS) and not answered
    return Traffic(packages, [describe(one) for one in strays(document_id)])
