"""``dondoc explain``: which rule found what in a document, and which candidate lost."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape

from dondoc.cli.files import Outcome, expand, open_file
from dondoc.extraction.directive import Candidate, Directive, Duty, Head, Value
from dondoc.reading.outline import outline
from dondoc.reading.text import Span, Text

WORDS = 90
HEAD = ("kind", "code", "symbol", "issued_on", "issuer", "subject", "signer", "urgency")
FIELDS = ("deliverable", "time_text", "due", "recipient", "via", "condition", "funds")


@click.command("explain", help="Cho biết quy tắc nào tìm ra từng giá trị và ứng viên nào bị loại, vì sao.")
@click.argument("paths", nargs=-1, required=True, metavar="TỆP…")
@click.option("--layout", is_flag=True, help="In thêm bố cục văn bản như máy đã đọc.")
def command(paths: tuple[str, ...], layout: bool) -> None:
    """Explain documents; exit status 1 where one of them could not be read."""
    console, failed = Console(), 0
    for path in expand(paths):
        failed += _explain(console, open_file(Path(path)), layout)
    sys.exit(1 if failed else 0)


def _explain(console: Console, outcome: Outcome, layout: bool) -> int:
    if outcome.text is None or outcome.directive is None:
        click.echo(f"{outcome.file}: {outcome.message}", err=True)
        return 1
    console.print(f"[bold]{escape(outcome.file)}[/bold]")
    if layout:
        console.print(escape(outline(outcome.text)))
    for line in explained(outcome.text, outcome.directive):
        console.print(line, highlight=False)
    return 0


def explained(text: Text, directive: Directive) -> Iterator[str]:
    """The lines of an explanation, with rich's markup."""
    yield "[bold]Phần đầu[/bold]"
    yield from _head(directive.head)
    yield "[bold]Văn bản dẫn chiếu[/bold]"
    for citation in directive.citations:
        yield _row(citation.code.value, citation.code, citation.relation)
    yield f"[bold]Nhiệm vụ ({len(directive.duties)})[/bold]"
    for number, duty in enumerate(directive.duties, 1):
        yield from _duty(number, duty)
    yield f"[bold]Bị loại ({len(directive.lost)})[/bold]"
    for candidate in directive.lost:
        yield _lost(text, candidate)


def _head(head: Head) -> Iterator[str]:
    for name in HEAD:
        value = getattr(head, name)
        if value is not None:
            yield _row(f"{name}: {_shown(value.value)}", value)
    for name in ("addressees", "recipients"):
        for value in getattr(head, name):
            yield _row(f"{name}: {value.value}", value)


def _duty(number: int, duty: Duty) -> Iterator[str]:
    clause = f" mục {duty.clause}" if duty.clause else ""
    yield _row(f"{number}.{clause} [{duty.kind}] {_cut(duty.text.value)}", duty.text, f"tin cậy {duty.confidence:.2f}")
    for role in ("lead", "coordinate", "direct"):
        for value in getattr(duty, role):
            yield "  " + _row(f"{role}: {value.value}", value)
    for name in FIELDS:
        value = getattr(duty, name)
        if value is not None:
            yield "  " + _row(f"{name}: {_cut(value.value)}", value)


def _lost(text: Text, candidate: Candidate) -> str:
    words = _cut(" ".join(candidate.span.of(text.content).split()))
    because = candidate.because or "phần không giao việc"
    return f"  [dim]{escape(_at(candidate.span))} {escape(because)}:[/dim] {escape(words)}"


def _row(words: str, value: Value[object], more: str = "") -> str:
    tail = " · ".join(part for part in (value.rule, _at(value.span), more) if part)
    return f"  {escape(words)} [dim]← {escape(tail)}[/dim]"


def _at(span: Span | None) -> str:
    return f"{span.start}–{span.end}" if span else "suy ra"


def _shown(value: object) -> str:
    parts: Iterable[object] = (getattr(value, name, None) for name in ("capacity", "title", "name"))
    return value if isinstance(value, str) else " ".join(str(part) for part in parts if part)


def _cut(words: str) -> str:
    return words if len(words) <= WORDS else words[: WORDS - 1] + "…"
