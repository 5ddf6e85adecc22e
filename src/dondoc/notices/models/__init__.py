"""What people were told and how, where they want to hear it, and when the scheduler's jobs ran."""

from dondoc.notices.models.addresses import Address, Feed, Preference, WebHook
from dondoc.notices.models.heartbeat import Heartbeat, ReminderMark
from dondoc.notices.models.notice import EVENTS, REMINDERS, Notice, NoticeKind
from dondoc.notices.models.sending import Channel, Sending, SendingState

__all__ = [
    "EVENTS",
    "REMINDERS",
    "Address",
    "Channel",
    "Feed",
    "Heartbeat",
    "Notice",
    "NoticeKind",
    "Preference",
    "ReminderMark",
    "Sending",
    "SendingState",
    "WebHook",
]
