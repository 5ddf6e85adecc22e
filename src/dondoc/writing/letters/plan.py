"""Phụ lục of a plan: its tasks by section, with who leads, who takes part, the product and the time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dondoc.writing.blocks import Align, Band, Column, Row, Table
from dondoc.writing.letter import Issuer, Listing

PLAN_COLUMNS = (
    Column("TT", 0.5, Align.CENTER),
    Column("Nội dung nhiệm vụ", 4.6),
    Column("Cơ quan chủ trì", 2.0),
    Column("Cơ quan phối hợp", 2.2),
    Column("Sản phẩm, kết quả", 2.2),
    Column("Thời gian hoàn thành", 1.5, Align.CENTER),
)


@dataclass(frozen=True, slots=True)
class Planned:
    """One task of the plan; all as it is printed. An empty ``section`` stands before all others without a heading."""

    text: str
    lead: str
    partners: str = ""
    product: str = ""
    time: str = ""
    section: str = ""


def plan_rows(tasks: Iterable[Planned]) -> Iterator[Row]:
    """The rows of the table, each section under a band of its own, numbered through."""
    section = ""
    for number, one in enumerate(tasks, 1):
        if one.section != section:
            section = one.section
            yield Band(section)
        yield (number, one.text, one.lead, one.partners, one.product, one.time)


def plan_appendix(issuer: Issuer, *, plan: str, tasks: Iterable[Planned]) -> Listing:
    """The appendix across the page; ``plan`` is the plan's name."""
    return Listing(
        issuer,
        "Phụ lục danh mục nhiệm vụ",
        Table(PLAN_COLUMNS, plan_rows(tasks)),
        subtitle=f"(Kèm theo {plan})",
    )
