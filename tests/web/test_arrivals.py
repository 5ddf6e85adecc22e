"""The page of what came in, and the files of a document on its page."""

from __future__ import annotations

from dondoc.audit.recording import action
from dondoc.documents.actions import receive_together
from dondoc.documents.isolation import HereReader
from dondoc.documents.models import Arrival, Document, Inlet, Intake, IntakeState, Place
from dondoc.documents.ways.sources import sources
from dondoc.documents.worker import work
from tests.documents.papers import letter, read_all, registered, send


@action("test.change")
def change(by: None, intake: Intake, **values) -> None:
    Intake.objects.filter(pk=intake.pk).update(**values)


def test_the_administrator_sees_what_was_refused_and_why_and_has_it_read_again(office, signed_in, settings):
    settings.INLETS = sources("folder:///srv/den imaps://vanthu:bi-mat@may-chu.example/INBOX")
    Inlet.objects.create(key="mail:vanthu@may-chu.example:993/INBOX", error="Không kết nối được máy chủ thư.")
    registered(office)
    broken = send(office, b"%PDF-1.4", "hong.pdf")
    read_all()
    change(None, broken, arrival=Arrival.MAIL, origin="Sở Y tế: Gửi công văn")
    client = signed_in("administrator")
    page = client.get("/nguon-den/", {"trang-thai": "failed"}).content.decode()
    assert "hong.pdf" in page and "Tệp bị hỏng" in page and "Sở Y tế: Gửi công văn" in page
    assert "/srv/den" in page and "Không kết nối được máy chủ thư." in page and "bi-mat" not in page
    assert "cong-van.txt" not in page
    everything = client.get("/nguon-den/").content.decode()
    assert "cong-van.txt" in everything and "rà soát hạ tầng" not in everything, "no work of the office"
    answer = client.post(f"/nguon-den/{broken.pk}/doc-lai/", {"back": "https://evil.example/"})
    assert answer["Location"] == "/nguon-den/"
    broken.refresh_from_db()
    assert broken.state == IntakeState.WAITING


def test_the_page_takes_few_queries_however_much_came(office, signed_in, django_assert_max_num_queries):
    for number in range(6):
        send(office, letter(number), f"{number}.txt")
    client = signed_in("clerk")
    with django_assert_max_num_queries(12):
        assert client.get("/nguon-den/").status_code == 200


def test_files_that_are_one_document_are_sent_and_arranged_on_the_page(office, signed_in):
    client = signed_in("clerk")
    files = [("a.txt", letter(101)), ("b.txt", letter(102))]
    receive_together(office.people["clerk"], office.as_("clerk"), files)
    work(once=True, reader=HereReader())
    document = Document.objects.get()
    other = document.attachments.get(name="b.txt")
    page = client.get(f"/van-ban/{document.pk}/").content.decode()
    assert "Đặt làm văn bản chính" in page and "Phụ lục" in page
    assert 'href="/nhiem-vu/"' in page, "the navigation stands beside it"
    client.post(f"/van-ban/{document.pk}/tep/{other.pk}/loai/", {"place": Place.DRAFT})
    client.post(f"/van-ban/{document.pk}/tep/{other.pk}/chinh/")
    work(once=True, reader=HereReader())
    assert Document.objects.get().code == "102/UBND-KGVX"


def test_a_file_that_may_be_there_already_is_asked_about_in_its_row(office, signed_in):
    registered(office)
    asked = send(office, letter() + b"\n", "ban-khac.txt")
    read_all()
    client = signed_in("clerk")
    assert "Gộp làm bản khác" in client.get("/van-ban-den/").content.decode()
    client.post(f"/van-ban/tep-den/{asked.pk}/tra-loi/", {"same": "copy"})
    read_all()
    asked.refresh_from_db()
    assert asked.state == IntakeState.DUPLICATE
