"""The pages of a document as they look, with the marks on them."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from django.test import Client
from PIL import Image

import dondoc.sample
from dondoc.documents import facsimile, store
from dondoc.documents.isolation import HereReader, Outcome, Read
from dondoc.documents.models import Document, PageFace
from dondoc.documents.worker import sweep, work
from dondoc.reading.drawing import faces
from tests.documents.papers import send
from tests.organisation import Office
from tests.web.conftest import SignIn

PDF = Path(dondoc.sample.__file__).parent / "files" / "04-thong-bao-ket-luan.pdf"


class AsIfScanned(HereReader):
    """Reads a PDF as if its words had been recognised with so much confidence."""

    def __init__(self, confidence: float) -> None:
        self.confidence = confidence

    def read(self, path: Path, name: str) -> Outcome:
        outcome = super().read(path, name)
        assert isinstance(outcome, Read)
        seen = faces(path.read_bytes(), range(len(outcome.text.pages)))
        scanned = tuple(replace(face, confidence=self.confidence) for face in seen)
        return replace(outcome, text=replace(outcome.text, faces=scanned))


def taken_in(office: Office, reader: HereReader | None = None) -> Document:
    intake = send(office, PDF.read_bytes(), PDF.name)
    work(once=True, reader=reader or HereReader())
    intake.refresh_from_db()
    assert intake.document is not None
    return intake.document


def page_address(document: Document, number: int = 1) -> str:
    return f"/van-ban/{document.pk}/tep/{document.attachments.get().pk}/trang/{number}/"


@pytest.fixture
def clerk(signed_in: SignIn) -> Client:
    return signed_in("clerk")


def test_a_pdf_is_shown_as_words_and_on_request_as_its_pages_with_boxes(clerk: Client, office: Office) -> None:
    document = taken_in(office)
    words = clerk.get(f"/van-ban/{document.pk}/").content.decode()
    assert "Ảnh trang gốc" in words and "<rect" not in words
    pages = clerk.get(f"/van-ban/{document.pk}/toan-van/?kieu=anh").content.decode()
    task = document.tasks.first()
    assert f'data-m="task:{task.pk}:lead"' in pages or f'data-m="task:{task.pk}"' in pages
    assert pages.count("<figure") == 2 and 'data-m="head:subject"' in pages
    assert "độ chắc" not in pages


def test_the_picture_of_a_page_is_for_those_who_see_the_document(signed_in: SignIn, office: Office) -> None:
    document = taken_in(office)
    answer = signed_in("clerk").get(page_address(document))
    with Image.open(io.BytesIO(b"".join(answer.streaming_content))) as picture:
        assert picture.width == facsimile.WIDTH
    assert signed_in("clerk").get(page_address(document, 3)).status_code == 404
    assert signed_in("administrator").get(page_address(document)).status_code == 404


def test_a_scan_is_shown_as_its_pages_at_once_and_says_how_sure_each_is(clerk: Client, office: Office) -> None:
    document = taken_in(office, AsIfScanned(61.0))
    page = clerk.get(f"/van-ban/{document.pk}/").content.decode()
    assert "độ chắc 61 %: hãy đối chiếu kỹ" in page and "<rect" in page
    assert "<rect" not in clerk.get(f"/van-ban/{document.pk}/toan-van/?kieu=chu").content.decode()


def test_what_was_recognised_is_kept_with_the_file(office: Office) -> None:
    document = taken_in(office, AsIfScanned(61.0))
    file = document.attachments.get().file
    assert list(PageFace.objects.filter(file=file).values_list("number", "confidence")) == [(0, 61.0), (1, 61.0)]


def test_beside_the_scan_as_it_came_stands_a_copy_whose_words_can_be_found(signed_in: SignIn, office: Office) -> None:
    document = taken_in(office, AsIfScanned(90.0))
    attachment = document.attachments.get()
    address = f"/van-ban/{document.pk}/tep/{attachment.pk}/tim-duoc/"
    assert address in signed_in("clerk").get(f"/van-ban/{document.pk}/").content.decode()
    copy = b"".join(signed_in("clerk").get(address).streaming_content)
    with pypdfium2.PdfDocument(copy) as pdf:
        assert len(pdf) == 2 and "318/TB-VPUBND" in pdf[0].get_textpage().get_text_bounded()
    assert store.load(attachment.file.sha256) == PDF.read_bytes()
    assert signed_in("administrator").get(address).status_code == 404


def test_a_file_of_words_needs_no_copy(clerk: Client, office: Office) -> None:
    document = taken_in(office)
    assert clerk.get(f"/van-ban/{document.pk}/tep/{document.attachments.get().pk}/tim-duoc/").status_code == 404


def test_a_document_of_words_has_no_pages_to_show(clerk: Client, paper: Document) -> None:
    assert "Ảnh trang gốc" not in clerk.get(f"/van-ban/{paper.pk}/?kieu=anh").content.decode()
    assert clerk.get(page_address(paper)).status_code == 404


def test_where_the_file_is_gone_the_page_says_what_to_do(clerk: Client, office: Office) -> None:
    document = taken_in(office)
    store.path_of(document.attachments.get().file.sha256).unlink()
    assert "hãy xem bản chữ" in clerk.get(f"/van-ban/{document.pk}/?kieu=anh").content.decode()


def test_what_was_drawn_of_a_file_that_is_no_more_is_swept_away(office: Office, clerk: Client) -> None:
    document = taken_in(office)
    clerk.get(page_address(document))
    kept = store.derived(document.attachments.get().file.sha256)
    gone = store.derived("a" * 64)
    gone.mkdir(parents=True)
    sweep()
    assert kept.exists() and not gone.exists()
