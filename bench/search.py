"""How fast the search box is over very many documents: ``python -m bench.search DATABASE [COUNT]`` prints figures as
JSON lines. The reference is a page of the same site that shows no data; whoever searches is no administrator.
"""

from __future__ import annotations

import random
import sys
import time
from datetime import timedelta

from bench.pages import LEADER, OFFICER, alternating, queries_of, settle, show, signed_in  # first: prepares

# isort: split
from django.db.models import QuerySet
from django.utils import timezone

from bench.figures import Figure
from bench.filling import BATCH, WORDS
from dondoc.cli.site import prepare
from dondoc.documents.keys import searchable
from dondoc.documents.models import Document, DocumentText, Party
from dondoc.documents.search.source import source_of
from dondoc.documents.search.tables import look_over, put_away, rebuild
from dondoc.organisations.models import Agency, Post, Unit, UnitKind
from dondoc.organisations.queries import subtree_ids
from dondoc.sample import organisation

COUNT = 200_000
SHARE = 0.3
CENTRE, FEW = "giamdoctrungtam", 300
"""Who sees very little, and of how many documents: one among many hundred, new ones and old ones."""
MOST_TIMES, MOST_QUERIES = 5.0, 12
TOPICS = (
    "chuyển đổi số trong cơ quan nhà nước",
    "an toàn thông tin mạng và bảo vệ dữ liệu cá nhân",
    "phát triển khoa học, công nghệ và đổi mới sáng tạo",
    "cải cách thủ tục hành chính, dịch vụ công trực tuyến",
    "đào tạo kỹ năng số cho cán bộ, công chức cấp xã",
)
TYPED = {
    "words that most have, without marks": "co quan nha nuoc",
    "words that some have": "chuyển đổi số",
    "a phrase": '"dịch vụ công trực tuyến"',
    "a number as it is typed": "123456 ubnd",
    "a rare word": "nhiệm vụ 98765",
    "nothing": "khongcogi",
}


def main(database: str, count: str = str(COUNT)) -> None:
    prepare()
    agency = Agency.objects.first() or organisation.create()[0]
    began = time.perf_counter()
    fill(agency, int(count))
    settle()
    title = f"{database}: search, {int(count):,} documents"
    show(Figure(f"{title}: entered and indexed in", time.perf_counter() - began, "s"))
    assert all(state.sound for state in look_over())
    for account in (OFFICER, LEADER, CENTRE):
        client = signed_in(account)
        for name, typed in TYPED.items():
            address = f"/tim-kiem/?tim={typed.replace(' ', '+')}"
            took, reference = alternating(client, address)
            what = f"{title}: {account}, {name}"
            show(Figure(f"{what}: time / empty page", took / reference, "ratio", MOST_TIMES))
            show(Figure(f"{what}: time", took * 1000, "ms"))
            show(Figure(f"{what}: queries", queries_of(client, address), "queries", MOST_QUERIES))


def fill(agency: Agency, count: int, seed: int = 1) -> None:
    """Bring the number of documents with a text to ``count``; a part is addressed to the rooms, one each. The index is
    made behind them."""
    chance = random.Random(seed)
    today = timezone.localdate()
    rooms = list(Unit.objects.filter(pk__in=subtree_ids([agency.unit_id]), kind=UnitKind.ROOM).order_by("pk"))
    have = Document.objects.count()
    if have >= count:
        return
    put_away(source_of(Document))
    centre = Post.objects.get(person__username=CENTRE).unit
    for start in range(have + 1, count + 1, BATCH):
        rows = [_document(agency, number, chance, today) for number in range(start, min(start + BATCH, count + 1))]
        QuerySet(Document).bulk_create(rows)
        texts = [DocumentText(document=row, content=_text(row, chance), layout={}) for row in rows]
        QuerySet(DocumentText).bulk_create(texts)
        addressed = [(row, chance.choice(rooms)) for row in rows if chance.random() < SHARE]
        addressed += [(row, centre) for row in rows if int(row.number) % (count // FEW) == 0]
        QuerySet(Party).bulk_create(
            [Party(document=row, role="to", name=unit.name, unit=unit) for row, unit in addressed]
        )
    rebuild(source_of(Document))


def _document(agency: Agency, number: int, chance: random.Random, today) -> Document:
    issued = today - timedelta(days=chance.randrange(1, 3000))
    row = Document(agency=agency, kind="Công văn", state="confirmed", number=str(number), symbol="UBND-VX")
    row.code, row.issued_on, row.issued_text = f"{number}/UBND-VX", issued, issued.isoformat()
    row.issuer_name, row.subject = "Ủy ban nhân dân tỉnh An Phước", f"Về {chance.choice(TOPICS)}, đợt {number % 97}"
    row.arrival_number, row.arrival_year, row.provenance = number, 2026, {}
    row.folded = searchable(row.code, row.kind, row.subject, row.issuer_name)
    return row


def _text(document: Document, chance: random.Random) -> str:
    """About a page and a half."""
    body = [f"{place}. Đề nghị {chance.choice(WORDS)} (nhiệm vụ {chance.randrange(10**6)})." for place in range(1, 13)]
    return "\n".join([document.code, document.subject, "Kính gửi: các cơ quan nhà nước cấp tỉnh.", *body])


if __name__ == "__main__":
    main(*sys.argv[1:])
