"""What came to the sample's clerk by itself: a letter that brings what is there already, one that brings nothing, one
with a dispatch and its appendix, and a file that is damaged."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage
from email.policy import SMTP

from dondoc.documents import worker
from dondoc.documents.isolation import HereReader
from dondoc.documents.models import Arrival
from dondoc.documents.ways.arriving import arrive, origin_key, the_agency
from dondoc.sample import appendix
from dondoc.sample.data import paper_rows

SENDER = "Văn phòng UBND tỉnh <vanthu@anphuoc.example>"
AGAIN = "07-cong-dien-bao-so-12.txt"
LETTERS = (
    ("Gửi công điện về ứng phó bão số 12", "Văn phòng UBND tỉnh gửi công điện kèm theo thư này.", AGAIN),
    ("Thông báo lịch bảo trì hộp thư", "Hộp thư công vụ bảo trì từ 22 giờ thứ Bảy.", ""),
)
BOTH = "Công văn về Tuần lễ chuyển đổi số"
BOTH_WORDS = "Văn phòng UBND tỉnh gửi công văn và phụ lục phân công kèm theo thư này."
DAMAGED = ("so-lieu-quy-3.pdf", b"%PDF-1.7\n% truyen bi dut giua chung\n")


def play(day: date) -> None:
    """Let it come and be read."""
    agency = the_agency()
    for number, (subject, words, name) in enumerate(LETTERS, 1):
        rows = [(row.file, row.content()) for row in paper_rows() if row.file == name]
        files = [(f"{subject}.eml", _letter(subject, words, *rows))]
        origin, key = f"{SENDER}: {subject}", origin_key("sample", number)
        arrive(None, agency, files, arrival=Arrival.MAIL, origin=origin, key=key)
    files = (appendix.LETTER_NAME, appendix.LETTER.encode()), (appendix.TABLE_NAME, appendix.workbook())
    letter, key = _letter(BOTH, BOTH_WORDS, *files), origin_key("sample", BOTH)
    arrive(None, agency, [(f"{BOTH}.eml", letter)], arrival=Arrival.MAIL, origin=f"{SENDER}: {BOTH}", key=key)
    arrive(None, agency, [DAMAGED], arrival=Arrival.FOLDER, origin=DAMAGED[0], key=origin_key("sample", DAMAGED[0]))
    worker.work(once=True, reader=HereReader())


def _letter(subject: str, words: str, *attached: tuple[str, bytes]) -> bytes:
    letter = EmailMessage(policy=SMTP)
    letter["From"], letter["To"], letter["Subject"] = SENDER, "skhcn@anphuoc.example", subject
    letter["Message-ID"] = f"<{len(subject)}@anphuoc.example>"
    letter.set_content(words)
    for name, data in attached:
        letter.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return letter.as_bytes()
