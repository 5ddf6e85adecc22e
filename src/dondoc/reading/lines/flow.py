"""Pages of lines into drafts: head and foot columns, tables, paragraphs, notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from dondoc.reading.draft import DraftBlock
from dondoc.reading.lines.columns import is_open_foot, take_foot, take_foot_rest, take_head
from dondoc.reading.lines.item import Item, only_lines
from dondoc.reading.lines.join import paragraphs
from dondoc.reading.lines.line import Line, Measure, measure
from dondoc.reading.lines.rows import merge_rows
from dondoc.reading.lines.spread import join_tables
from dondoc.reading.tables import compact

OTHER_WIDTH = 0.15
OWN_MEASURE = 12


def flow(pages: Sequence[Sequence[Item]], *, slack: float, placed: bool) -> list[DraftBlock]:
    """The drafts of a document, joined over its pages."""
    measure_of = measures(pages, slack=slack, placed=placed)
    items: list[Item] = []
    for number, page in enumerate(pages):
        rest = _overleaf(page, measure_of) if items and is_open_foot(items[-1]) else page
        items += arranged(rest, number == 0, measure_of)
    return list(blocks(join_tables(items), measure_of))


def measures(pages: Sequence[Sequence[Item]], *, slack: float, placed: bool) -> Callable[[Line], Measure]:
    """Which type area a line stands in: that of the document, or of its page where that is of another width."""
    by_page = {lines[0].page: lines for page in pages if (lines := only_lines(page))}
    common = measure([line for lines in by_page.values() for line in lines], slack=slack, placed=placed)
    own = {}
    for page, lines in by_page.items():
        area = measure(lines, slack=slack, placed=placed)
        if len(lines) >= OWN_MEASURE and abs(area.right - common.right) > OTHER_WIDTH * common.right:
            own[page] = area
    return lambda line: own.get(line.page, common)


def arranged(page: Sequence[Item], first: bool, measure_of: Callable[[Line], Measure]) -> list[Item]:
    """The items of a page with its head and foot columns put into tables."""
    lines = only_lines(page)
    if not lines:
        return list(page)
    head = None
    if first:
        head, rest = take_head(lines)
        kept = {id(line) for line in rest}
        page = [item for item in page if not isinstance(item, Line) or id(item) in kept]
    items = _with_foot(page, measure_of(lines[0]))
    if lines[0].size is not None:
        items = _in_rows(items)
    return [head, *items] if head else items


def _overleaf(page: Sequence[Item], measure_of: Callable[[Line], Measure]) -> Sequence[Item]:
    """The items of a page that goes on with the foot of the page before."""
    lines = only_lines(page)
    if not lines or lines[0].size is None:
        return page
    area = measure_of(lines[0])
    foot, rest = take_foot_rest(lines, (area.left + area.right) / 2)
    kept = {id(line) for line in rest}
    return [foot, *(item for item in page if not isinstance(item, Line) or id(item) in kept)] if foot else page


def _in_rows(items: Sequence[Item]) -> list[Item]:
    """The lines between two tables from the top down, those at the same height put together."""
    ordered: list[Item] = []
    run: list[Line] = []
    for item in items:
        if isinstance(item, Line):
            run.append(item)
            continue
        ordered += [*merge_rows(run), item]
        run = []
    return ordered + list(merge_rows(run))


def _with_foot(page: Sequence[Item], area: Measure) -> list[Item]:
    lines = only_lines(page)
    foot, first, rest = take_foot(lines, (area.left + area.right) / 2)
    if foot is None:
        return list(page)
    kept = {id(line) for line in rest}
    items: list[Item] = []
    for item in page:
        if item is lines[first]:
            items.append(foot)
        if not isinstance(item, Line) or id(item) in kept:
            items.append(item)
    return items


def blocks(items: Iterable[Item], measure_of: Callable[[Line], Measure]) -> Iterator[DraftBlock]:
    """Runs of lines joined into paragraphs, tables as they are."""
    run: list[Line] = []
    for item in items:
        if isinstance(item, Line):
            run.append(item)
            continue
        yield from paragraphs(run, measure_of)
        run = []
        yield compact(item) if item.edges else item
    yield from paragraphs(run, measure_of)
