"""Tables of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence


def table(title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table under a title (none where it is empty): words in the first column, figures in the others."""
    if title:
        yield from ("", f"## {title}")
    yield from ("", f"| {' | '.join(head)} |", f"| --- |{' ---: |' * (len(head) - 1)}")
    for row in rows:
        yield f"| {' | '.join(row)} |"
