"""An agency's own layout: kept once it was tried out, used for what is written from then on, taken back."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from docx.shared import Mm, Pt

from dondoc.audit.models import Entry
from dondoc.documents import store
from dondoc.documents.models import LetterTemplate
from dondoc.reports import actions
from dondoc.reports.models import ReportPeriod
from dondoc.tasks.models import Task
from tests.organisation import Office
from tests.web.conftest import SignIn
from tests.web.test_notices import task  # noqa: F401
from tests.web.test_reports import DAY, drafted, in_november, period  # noqa: F401

PAGE = "/cai-dat/mau-van-ban/"


def saved(document: docx.document.Document) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def of_the_page(client: Client, kind: str = "Báo cáo", whose: str = "") -> docx.document.Document:
    answer = client.get(f"{PAGE}tai-ve/", {"loai": kind, "cua": whose})
    return docx.Document(BytesIO(b"".join(answer.streaming_content)))


def sent(client: Client, content: bytes, kind: str = "Báo cáo") -> HttpResponse:
    file = SimpleUploadedFile("mau-so.docx", content)
    return client.post(f"{PAGE}thay/", {"kind": kind, "file": file}, follow=True)


def edited(client: Client, kind: str = "Báo cáo") -> bytes:
    """Ours with larger letters and a line of the agency's own."""
    document = of_the_page(client, kind)
    document.styles["NĐ30 Nội dung"].font.size = Pt(17)
    document.sections[0].footer.paragraphs[0].text = "Một cửa số, phục vụ trọn vẹn"
    return saved(document)


def marks(made: docx.document.Document) -> tuple[object, str]:
    return made.styles["NĐ30 Nội dung"].font.size, made.sections[0].footer.paragraphs[0].text


OWN = (Pt(17), "Một cửa số, phục vụ trọn vẹn")


def test_reports_are_made_in_the_kept_template_until_it_is_dropped(
    signed_in: SignIn,
    drafted: ReportPeriod,  # noqa: F811
    office: Office,
) -> None:
    client, head = signed_in("coordinator"), signed_in("head_telecom")
    assert PAGE in client.get("/cai-dat/ngay-lam-viec/").content.decode(), "who may change it finds it"
    page = sent(client, edited(client)).content.decode()
    assert "mau-so.docx" in page and office.people["coordinator"].full_name in page
    assert Entry.objects.filter(action="template.keep").exists()
    assert marks(of_the_page(client, whose="co-quan")) == OWN

    address = reverse("reports:word", args=[drafted.pk])
    made = docx.Document(BytesIO(b"".join(head.get(address).streaming_content)))
    assert marks(made) == OWN
    assert any("Thiếu kinh phí cho hạ tầng" in one.text for one in made.paragraphs)

    recipient = drafted.obligation.recipient
    assert recipient and any(one.text == f"Kính gửi: {recipient}" for one in made.paragraphs)

    by = office.people["head_telecom"], office.as_("head_telecom", DAY)
    handed = actions.hand_over(*by, drafted.pk)
    attached = store.load(handed.document.attachments.get().file.sha256)
    assert marks(docx.Document(BytesIO(attached))) == OWN, "what goes to the registry is in the template too"

    client.post(f"{PAGE}bo/", {"kind": "Báo cáo"})
    made = docx.Document(BytesIO(b"".join(head.get(address).streaming_content)))
    assert marks(made) != OWN
    assert "bao-cao" in client.get(PAGE).content.decode()


def test_letters_that_urge_are_written_in_the_kept_template(signed_in: SignIn, task: Task) -> None:  # noqa: F811
    client = signed_in("coordinator")
    document = of_the_page(client, "Công văn")
    document.sections[0].footer.paragraphs[0].text = OWN[1]
    sent(client, saved(document), "Công văn")
    client.post("/theo-doi/don-doc/", {"task": [task.pk], "letter": "each"})
    letter = task.urging_set.exclude(letter=None).get().letter
    made = docx.Document(BytesIO(store.load(letter.attachments.get().file.sha256)))
    assert marks(made)[1] == OWN[1]
    assert "{{" not in "".join(words.text or "" for words in made.element.iter("{*}t"))


def narrow() -> bytes:
    document = docx.Document()
    document.sections[0].page_width = Mm(148)
    document.add_paragraph("{{noi_dung}}")
    return saved(document)


def without_content() -> bytes:
    document = docx.Document()
    document.add_paragraph("{{trich_yeu}}")
    return saved(document)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.7", "không phải tệp Word"),
        (without_content(), "thiếu dòng {{noi_dung}}"),
        (narrow(), "hãy đặt khổ giấy A4"),
    ],
)
def test_what_cannot_be_used_is_refused_in_a_sentence(
    signed_in: SignIn, office: Office, content: bytes, sentence: str
) -> None:
    assert sentence in sent(signed_in("coordinator"), content).content.decode()
    assert not LetterTemplate.objects.exists()


def test_a_slip_is_written_in_the_kept_template(signed_in: SignIn, task: Task) -> None:  # noqa: F811
    """Without a line of addressees or bases, which a slip has none of, and with no field left over."""
    client = signed_in("coordinator")
    sent(client, edited(client, "Phiếu giao việc"), "Phiếu giao việc")
    answer = client.post(reverse("tasks:slips"), {"task": [task.pk]})
    made = docx.Document(BytesIO(b"".join(answer.streaming_content)))
    texts = [one.text for one in made.paragraphs]
    assert marks(made) == OWN and "PHIẾU GIAO VIỆC" in texts
    assert not any("{{" in text or text.startswith("Kính gửi") for text in texts)
