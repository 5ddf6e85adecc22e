"""A plan made of tasks: the document itself, and its Phụ lục, tasks by section with who leads, who takes part, the
product and the time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dondoc.writing.blocks import Align, Band, Block, Bullet, Column, Paragraph, Row, Section, Table
from dondoc.writing.letter import Appendix, Issuer, Letter, Listing
from dondoc.writing.letters.frame import Frame

PLAN_COLUMNS = (
    Column("TT", 0.5, Align.CENTER),
    Column("Nội dung nhiệm vụ", 4.6),
    Column("Cơ quan chủ trì", 2.0),
    Column("Cơ quan phối hợp", 2.2),
    Column("Sản phẩm, kết quả", 2.2),
    Column("Thời gian hoàn thành", 1.5, Align.CENTER),
)

KINDS = ("Chương trình", "Kế hoạch")
"""The types of document that a plan may be; its name begins with one of them, else it is a Kế hoạch."""


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


def kind_of(plan: str) -> str:
    """The type of document that a plan's name says."""
    return next((kind for kind in KINDS if plan.lower().startswith(kind.lower())), KINDS[-1])


def plan_document(frame: Frame, *, plan: str, tasks: Sequence[Planned]) -> Letter:
    """The plan itself: purpose, tasks (by section in the text, one by one in an appendix across the page), who carries
    it out. ``plan`` is its name, with or without the type before it."""
    kind = kind_of(plan)
    about = plan[len(kind) :].strip() if plan.lower().startswith(kind.lower()) else plan
    issuer = frame.issuer.name
    parts: tuple[Block, ...] = (
        Section(
            "Mục đích, yêu cầu",
            (
                Bullet(
                    "Xác định rõ nội dung nhiệm vụ, cơ quan chủ trì, cơ quan phối hợp, sản phẩm và thời gian hoàn "
                    "thành, làm cơ sở tổ chức thực hiện, theo dõi, đôn đốc và đánh giá kết quả."
                ),
                Bullet(
                    "Cơ quan, đơn vị được giao nhiệm vụ chủ động triển khai, phối hợp chặt chẽ, bảo đảm chất lượng "
                    "và đúng thời hạn."
                ),
            ),
        ),
        Section("Nhiệm vụ", (Paragraph(_overview(tasks)), *_by_section(tasks))),
        Section(
            "Tổ chức thực hiện",
            (
                Bullet(
                    "Cơ quan, đơn vị chủ trì tổ chức thực hiện nhiệm vụ được giao, cập nhật tiến độ, kết quả; khi có "
                    f"khó khăn, vướng mắc kịp thời báo cáo {issuer} để xem xét, giải quyết."
                ),
                Bullet(
                    "Cơ quan, đơn vị phối hợp cung cấp thông tin, cử người tham gia theo đề nghị của đơn vị chủ trì."
                ),
                Bullet(f"{issuer} theo dõi, đôn đốc, tổng hợp kết quả thực hiện {kind} này."),
            ),
        ),
    )
    table = Table(PLAN_COLUMNS, plan_rows(tasks))
    appendix = Appendix("Danh mục nhiệm vụ", (table,), landscape=True)
    subject = about or plan
    return frame.letter(subject[:1].upper() + subject[1:], parts, kind=kind, appendices=(appendix,))


def _overview(tasks: Sequence[Planned]) -> str:
    leads = len({task.lead for task in tasks if task.lead})
    who = f", do {leads:02d} cơ quan, đơn vị chủ trì" if leads > 1 else ""
    return f"Gồm {len(tasks):02d} nhiệm vụ{who}; chi tiết tại Phụ lục kèm theo."


def _by_section(tasks: Sequence[Planned]) -> list[Block]:
    """How many tasks each section has, where there are sections."""
    found = Counter(task.section for task in tasks if task.section)
    return [Bullet(f"{section}: {count:02d} nhiệm vụ.") for section, count in found.items()]
