"""What ``dondoc read`` shows on a terminal, wide or narrow."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from rich.console import Console, Group
from rich.markup import escape
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

NARROW = 100
KINDS = {"task": "Nhiệm vụ", "report": "Báo cáo", "comment": "Góp ý"}
DUES = {"continuous": "thường xuyên", "on-demand": "khi phát sinh"}


def show(outcomes: Iterable[dict[str, Any]], total: int, complain: Callable[[dict[str, Any]], int]) -> int:
    """Prints every document as it comes, with a bar on stderr where there are many; returns how many failed."""
    console, failed = Console(), 0
    bar = Progress(
        TextColumn("Đang đọc"),
        BarColumn(),
        MofNCompleteColumn(),
        console=Console(stderr=True),
        transient=True,
        disable=total < 4,
    )
    with bar:
        job = bar.add_task("", total=total)
        for found in outcomes:
            bad = complain(found)
            failed += bad
            if not bad:
                console.print(document(found, console.width))
            bar.advance(job)
    return failed


def document(found: dict[str, Any], width: int) -> Group:
    """One document: its head in two lines, then its tasks."""
    tasks = found["tasks"]
    shown = _cards(tasks) if width < NARROW else _table(tasks)
    none = "[dim]Không tìm thấy nhiệm vụ nào.[/dim]"
    return Group(_title(found), shown if tasks else Padding(none, (0, 2)), "")


def _title(found: dict[str, Any]) -> str:
    head = found["document"]
    named = " ".join(filter(None, [head["kind"], head["code"] or (f"…/{head['symbol']}" if head["symbol"] else None)]))
    date = day(head["issued_on"])
    parts = [
        f"[bold]{escape(named or found['file'])}[/bold]",
        date and f"ngày {date}",
        head["issuer"] and escape(head["issuer"]),
    ]
    lines = [" · ".join(part for part in parts if part)]
    if head["subject"]:
        lines.append(escape(head["subject"]))
    counted = f"{len(found['tasks'])} nhiệm vụ · {len(found['citations'])} văn bản dẫn chiếu"
    lines.append(f"[dim]{escape(found['file'])} · {counted}[/dim]")
    return "\n".join(lines)


def _table(tasks: list[dict[str, Any]]) -> Table:
    table = Table(show_lines=True, expand=True, border_style="dim")
    for name, ratio in (("Mục", 2), ("Nội dung", 12), ("Chủ trì", 5), ("Phối hợp", 5), ("Thời hạn", 4)):
        table.add_column(name, ratio=ratio, overflow="fold")
    for task in tasks:
        table.add_row(
            escape(task["clause"] or ""),
            _words(task),
            escape("; ".join(task["lead"])),
            escape("; ".join(task["coordinate"])),
            escape(due(task)),
        )
    return table


def _cards(tasks: list[dict[str, Any]]) -> Group:
    """For a narrow screen: one block a task instead of a row."""
    cards = []
    for number, task in enumerate(tasks, 1):
        fields = [
            ("Chủ trì", "; ".join(task["lead"])),
            ("Phối hợp", "; ".join(task["coordinate"])),
            ("Thời hạn", due(task)),
        ]
        below = "\n".join(f"[dim]{name}:[/dim] {escape(value)}" for name, value in fields if value)
        where = f" [dim]({escape(task['clause'])})[/dim]" if task["clause"] else ""
        cards.append(Padding(f"[bold]{number}.[/bold]{where} {_words(task)}\n{below}", (0, 0, 1, 2)))
    return Group(*cards)


def _words(task: dict[str, Any]) -> str:
    words = escape(task["text"])
    if task["kind"] != "task":
        words = f"[cyan]{KINDS[task['kind']]}[/cyan] {words}"
    return f"{words}\n[dim]Sản phẩm:[/dim] {escape(task['deliverable'])}" if task["deliverable"] else words


def due(task: dict[str, Any]) -> str:
    """The due value as an official would write it; the words of the document where it has no value."""
    value = task["due"]
    if value is None:
        return task["time_text"] or ""
    if value.startswith("FREQ="):
        return task["time_text"] or value
    if "/" in value:
        first, last = value.split("/")
        return f"từ {day(first)}" if last == ".." else f"{day(first)} – {day(last)}"
    return DUES.get(value) or day(value) or value


def day(value: str | None) -> str | None:
    """ "2025-08-06" → "06/8/2025", "2025-08" → "8/2025"."""
    if not value or not value[:1].isdigit():
        return value
    parts = value.split("-")[::-1]
    return "/".join(part if index == 0 and len(parts) == 3 else part.lstrip("0") for index, part in enumerate(parts))
