"""Files that come in are checked by the worker; the trust list is the administrator's, and changing it checks anew."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from dondoc.audit.errors import NotAllowed, Refused
from dondoc.documents.isolation import HereReader
from dondoc.documents.models import Document
from dondoc.documents.worker import work
from dondoc.organisations.models import Agency
from dondoc.trust import actions
from dondoc.trust.models import Certificate, SignatureCheck, SignatureState
from dondoc.trust.queries import file_signatures, states_by_document
from tests.documents.papers import registered, send
from tests.organisation import Office
from tests.signatures import authority as ca
from tests.web.conftest import SignIn


def read_all() -> None:
    work(once=True, reader=HereReader())


@pytest.fixture
def document(office: Office) -> Document:
    intake = send(office, ca.sign(ca.paper(), ca.person()), "cong-van.pdf")
    read_all()
    intake.refresh_from_db()
    assert intake.document is not None, intake.message
    return intake.document


def trust(office: Office, data: bytes | None = None) -> list[Certificate]:
    added = actions.add_certificates(office.people["administrator"], office.as_("administrator"), data or ca.root().pem)
    read_all()
    return added


def test_a_signature_is_checked_on_arrival_and_again_when_the_list_changes(office: Office, document: Document) -> None:
    assert states_by_document([document.pk]) == {document.pk: SignatureState.UNVERIFIED}
    (certificate,) = trust(office)
    (file,) = file_signatures(document.pk)
    assert (file.state, file.lines[0].signer) == (SignatureState.VALID, "Lê Quang Vinh")
    actions.remove_certificate(office.people["administrator"], office.as_("administrator"), certificate.pk)
    assert SignatureCheck.objects.get().waiting
    read_all()
    assert states_by_document([document.pk]) == {document.pk: SignatureState.UNVERIFIED}


def test_files_without_signature_are_silent(office: Office) -> None:
    plain = registered(office)
    assert file_signatures(plain.pk) == []
    assert states_by_document([plain.pk]) == {}
    trust(office)
    assert not SignatureCheck.objects.filter(waiting=True).exists()


def test_only_authorities_and_only_the_administrator(office: Office) -> None:
    with pytest.raises(NotAllowed):
        actions.add_certificates(office.people["clerk"], office.as_("clerk"), ca.root().pem)
    with pytest.raises(Refused, match="chứng thư của người dùng"):
        trust(office, ca.person().pem)
    with pytest.raises(Refused, match="không chứa chứng thư"):
        trust(office, b"nothing")
    trust(office)
    with pytest.raises(Refused, match="đã có"):
        trust(office, ca.root().der)
    assert Certificate.objects.count() == 1


def test_the_pages_tell_it(office: Office, document: Document, signed_in: SignIn) -> None:
    administrator = signed_in("administrator")
    address = reverse("signatures:add")
    sent = administrator.post(address, {"file": SimpleUploadedFile("goc.cer", ca.root().der)}, follow=True)
    assert "CA thử nghiệm An Phước" in sent.content.decode()
    administrator.post(reverse("signatures:allow"), {"allowed": "1"})
    assert Agency.objects.get().settings["ask_authorities"] is True
    actions.allow_asking(office.people["administrator"], office.as_("administrator"), False)
    read_all()
    clerk = signed_in("clerk")
    (file,) = clerk.get(f"/api/v1/documents/{document.pk}/signatures").json()["files"]
    assert (file["state"], file["signatures"][0]["trust"]) == ("valid", "trusted")
    page = clerk.get(reverse("documents:review", args=[document.pk])).content.decode()
    assert "Lê Quang Vinh" in page
    assert "Chứng thư thuộc danh sách tin cậy" in page
    assert "Chữ ký số hợp lệ" in clerk.get(reverse("documents:incoming")).content.decode()
