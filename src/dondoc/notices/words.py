"""How a notice is said."""

from __future__ import annotations

from collections.abc import Iterable

from dondoc.notices.models import Notice, NoticeKind

K = NoticeKind

LONGEST = 200
WITH_DAY = frozenset(
    {K.NEW, K.JOINED, K.DELEGATED, K.PASSED, K.RELEASED, K.REOPENED, K.URGED, K.ASKED, K.CHASED, K.ASKED_MORE}
)
"""Kinds that are told with the day due, where there is one."""


def title(notice: Notice) -> str:
    """What happened, in a few words: "Còn 3 ngày (hạn 24/11/2026)", "Kết quả bị trả lại"."""
    on = f"{notice.due_on:%d/%m/%Y}" if notice.due_on else ""
    days = notice.days or 0
    match notice.kind:
        case K.BEFORE | K.TODAY | K.OVERDUE:
            return f"{when(days)} (hạn {on})"
        case K.PARTNER:
            return f"Việc phối hợp: {when(days).lower()} (hạn {on})"
        case kind if kind in WITH_DAY:
            return f"{notice.get_kind_display()} (hạn {on})" if on else notice.get_kind_display()
        case K.MOVED | K.EXTENSION_GRANTED:
            return f"{notice.get_kind_display()}: hạn mới {on}"
        case K.DIFFICULTY if on:
            return f"{notice.get_kind_display()} (trả lời trước hết ngày {on})"
        case K.EXTENSION_ASKED:
            return f"{notice.get_kind_display()} đến {on}"
    return notice.get_kind_display()


def when(days: int) -> str:
    """How far a day due is: "Còn 3 ngày", "Đến hạn hôm nay", "Quá hạn 2 ngày"."""
    if days == 0:
        return "Đến hạn hôm nay"
    return f"Còn {days} ngày" if days > 0 else f"Quá hạn {-days} ngày"


def body(notice: Notice) -> str:
    """The task's words, cut to ``LONGEST``; of a difficulty without a task what was told."""
    return sentence(cut(notice.task.text)) if notice.task else cut(notice.note)


def sentence(words: str) -> str:
    """Words with a capital at their beginning: duties are cut out of sentences of a document."""
    return words[:1].upper() + words[1:]


def cut(text: str) -> str:
    """Text on one line, cut at a word where it is longer than ``LONGEST``."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[:LONGEST].rsplit(" ", 1)[0] + "…"


def remark(notice: Notice) -> str:
    """Who did it and what they wrote: "Trần Văn Khải: Thiếu phụ lục số liệu."; empty for reminders."""
    note = cut(notice.note) if notice.task else ""
    return f"{notice.actor}: {note}" if notice.actor and note else notice.actor or note


SECTIONS: tuple[tuple[str, frozenset[NoticeKind]], ...] = (
    ("Quá hạn", frozenset({K.OVERDUE})),
    ("Đến hạn hôm nay", frozenset({K.TODAY})),
    (
        "Cần xử lý",
        frozenset(
            {
                K.URGED,
                K.RELEASED,
                K.RETURNED,
                K.SUBMITTED,
                K.SENT_BACK,
                K.EXTENSION_ASKED,
                K.DIFFICULTY,
                K.NOT_TAKEN,
                K.APPEALED,
            }
        ),
    ),
    ("Cần trả lời", frozenset({K.ASKED, K.CHASED, K.ASKED_MORE})),
    ("Sắp đến hạn", frozenset({K.BEFORE})),
    ("Việc phối hợp sắp đến hạn", frozenset({K.PARTNER})),
    ("Việc mới", frozenset({K.NEW, K.JOINED, K.DELEGATED, K.PASSED, K.REOPENED, K.ARRIVED})),
)
OTHERS = "Thông báo khác"


def sections(notices: Iterable[Notice]) -> list[tuple[str, list[Notice]]]:
    """Notices by section, those that press first; empty sections fall away."""
    found: dict[str, list[Notice]] = {name: [] for name, _ in SECTIONS} | {OTHERS: []}
    for notice in notices:
        name = next((name for name, kinds in SECTIONS if notice.kind in kinds), OTHERS)
        found[name].append(notice)
    return [(name, rows) for name, rows in found.items() if rows]


def summary(notices: Iterable[Notice]) -> str:
    """How many of each section: "2 quá hạn, 1 việc mới"."""
    return ", ".join(f"{len(rows)} {name[0].lower()}{name[1:]}" for name, rows in sections(notices))
