"""What somebody was told, and where they hear it."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field

from dondoc.api.schemas.common import Id, Schema, Slice, Strict
from dondoc.notices.models import Notice, NoticeKind, WebHook
from dondoc.notices.plans import Urgency
from dondoc.notices.steps import Plan
from dondoc.notices.words import body, remark, title


class NoticeQuery(Slice):
    unread: bool = False


class NoticeRow(Schema):
    """One thing that you were told; `title`, `text` and `remark` are its Vietnamese words."""

    id: int
    kind: NoticeKind
    task: int | None
    due_on: date | None
    title: str
    text: str
    remark: str
    at: datetime
    read_at: datetime | None

    @classmethod
    def of(cls, notice: Notice) -> NoticeRow:
        names = ("due_on", "at", "read_at")
        return cls(
            **{name: getattr(notice, name) for name in names},
            id=notice.pk,
            kind=NoticeKind(notice.kind),
            task=notice.task_id,
            title=title(notice),
            text=body(notice),
            remark=remark(notice),
        )


class Unread(Schema):
    unread: int = Field(description="Counted to 100")


class ReadIn(Strict):
    """Which of your notices were read: some by id, or all up to the newest that was shown."""

    ids: list[Id] = Field([], max_length=1000)
    until: Id | None = None


class DigestIn(Strict):
    digest: bool = Field(description="Whether you get the daily e-mail")


class Told(Schema):
    digest: bool
    feed: bool = Field(description="Whether you have a calendar address")


class FeedMade(Schema):
    """Your calendar address. This is the only time that it is shown; an earlier one has ended."""

    secret: str
    address: str


class HookRow(Schema):
    """Another system that is told of the agency's reminders and events."""

    id: int
    url: str
    active: bool

    @classmethod
    def of(cls, hook: WebHook) -> HookRow:
        return cls(id=hook.pk, url=hook.url, active=hook.active)


class HookMade(HookRow):
    secret: str = Field(description="Signs each message; this is the only time that it is shown")


class HookIn(Strict):
    url: str = Field(max_length=1000)


class PlanRow(Schema):
    """When an agency reminds of tasks of one degree of urgency."""

    urgency: Urgency
    before: list[int] = Field(description="Days before the day due")
    on_day: bool
    every: int = Field(description="Days between reminders of an overdue task; 0: none")

    @classmethod
    def of(cls, urgency: Urgency, plan: Plan) -> PlanRow:
        return cls(urgency=urgency, before=list(plan.before), on_day=plan.on_day, every=plan.every)


class PlanIn(Strict):
    before: list[int] = Field(max_length=50)
    on_day: bool
    every: int
