"""Appendices on the page of their document: each file apart, and named where a task stands in it."""

from __future__ import annotations

import pytest
from django.test import Client

from dondoc.documents.actions import place_file
from dondoc.documents.isolation import HereReader
from dondoc.documents.models import Place
from dondoc.documents.worker import work
from tests.documents.appendices import PAGES, taken_in, with_two_appendices
from tests.documents.papers import letter
from tests.organisation import Office
from tests.web.conftest import SignIn


def test_the_page_parts_the_files_and_names_them_on_the_cards(signed_in: SignIn, office: Office) -> None:
    whole = with_two_appendices(office)
    page = signed_in("clerk").get(f"/van-ban/{whole.pk}/").content.decode()
    assert page.count("Phụ lục trong tệp") == 2
    assert page.index("Phụ lục trong tệp <b>Phu luc I.xlsx") < page.index("Nâng cấp cổng dữ liệu mở</span>")
    assert page.count('class="task-file" title="Phu luc I.xlsx"') == 2
    found = signed_in("clerk").get("/tim-kiem/?tim=hoc lieu so").content.decode()
    assert str(whole.code) in found


@pytest.mark.load  # a child draws the pages
def test_the_pages_of_an_appendix_are_shown_beside_the_words_of_a_letter(signed_in: SignIn, office: Office) -> None:
    document = taken_in(office, ("cv.txt", letter()), ("Phu luc kem theo.pdf", PAGES.read_bytes()))
    appendix = document.attachments.get(name="Phu luc kem theo.pdf")
    place_file(office.people["clerk"], office.as_("clerk"), document.pk, appendix.pk, Place.APPENDIX)
    work(once=True, reader=HereReader())
    client: Client = signed_in("clerk")
    pages = client.get(f"/van-ban/{document.pk}/toan-van/?kieu=anh").content.decode()
    assert pages.count("<figure") == 2 and "sheet-words" in pages and "Ảnh trang gốc" not in pages
    assert f"/tep/{appendix.pk}/trang/1/" in pages
    task = document.tasks.order_by("start").last()
    assert f'data-m="task:{task.pk}' in pages[pages.index("<figure") :]
    assert client.get(f"/van-ban/{document.pk}/tep/{appendix.pk}/trang/1/").status_code == 200
