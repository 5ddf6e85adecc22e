"""A PDF that goes out is signed: by a program of the person's own, by the server, or elsewhere by the digest."""

from __future__ import annotations

import asyncio
import hashlib
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from dondoc.audit.errors import NotAllowed, Refused
from dondoc.documents import store
from dondoc.documents.isolation import HereReader
from dondoc.documents.models import Attachment, Document
from dondoc.documents.worker import work
from dondoc.trust import actions
from dondoc.trust.actions import signing
from dondoc.trust.models import SigningRequest
from dondoc.trust.queries import all_checks
from tests.documents.test_outgoing import prepared
from tests.organisation import Office
from tests.signatures import authority as ca
from tests.web.conftest import SignIn


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signing, "READER", HereReader)


@pytest.fixture
def draft(office: Office) -> Document:
    return prepared(office, files=[("bao-cao.pdf", ca.paper())])


def test_the_signed_copy_that_comes_back_is_the_same_document(office: Office, draft: Document) -> None:
    by, mine = office.people["officer"], office.as_("officer")
    original = draft.attachments.get()
    with pytest.raises(Refused, match="khác với tệp gốc"):
        actions.add_signed(by, mine, draft.pk, original.pk, ca.sign(ca.paper("Cong van khac"), ca.person()))
    made = actions.add_signed(by, mine, draft.pk, original.pk, ca.sign(ca.paper(), ca.person()))
    assert (made.name, made.document_id) == ("bao-cao-da-ky.pdf", draft.pk)
    work(once=True, reader=HereReader())
    checks = all_checks(draft.pk)
    assert (checks[original.pk].state, checks[made.pk].state) == ("unsigned", "unverified")
    with pytest.raises(NotAllowed):
        actions.add_signed(office.people["head_science"], office.as_("head_science"), draft.pk, original.pk, b"")


def test_the_digest_is_signed_elsewhere(office: Office, draft: Document, signed_in: SignIn) -> None:
    officer, attachment = signed_in("officer"), draft.attachments.get()
    page = reverse("signatures:sign", args=[draft.pk, attachment.pk])
    officer.post(reverse("signatures:begin", args=[draft.pk, attachment.pk]))
    row = SigningRequest.objects.get()
    assert row.digest in officer.get(page).content.decode()
    content = officer.get(reverse("signatures:content", args=[row.pk])).content
    digest = hashlib.sha256(content).digest()
    assert digest.hex() == row.digest
    cms = asyncio.run(ca.person().signer().async_sign(digest, "sha256")).dump()
    officer.post(reverse("signatures:finish", args=[row.pk]), {"files": SimpleUploadedFile("ky.p7s", cms)})
    row.refresh_from_db()
    assert row.ended and row.result is not None
    assert store.load(row.result.file.sha256).count(b"/ByteRange") == 1
    with pytest.raises(Refused, match="không còn"):
        actions.finish_signing(office.people["officer"], office.as_("officer"), row.pk, cms)


def test_the_server_signs_with_what_was_set_up(office: Office, draft: Document, settings, tmp_path: Path) -> None:
    by, mine, attachment = office.people["clerk"], office.as_("clerk"), draft.attachments.get()
    with pytest.raises(Refused, match="chưa được cài đặt"):
        actions.sign_here(by, mine, draft.pk, attachment.pk)
    (tmp_path / "khoa.p12").write_bytes(ca.person().p12())
    settings.SIGNER, settings.SIGNER_PASSPHRASE = f"pkcs12:{tmp_path / 'khoa.p12'}", ca.PASSPHRASE
    made = actions.sign_here(by, mine, draft.pk, attachment.pk)
    assert isinstance(made, Attachment)
    assert b"/ByteRange" in store.load(made.file.sha256)
    with pytest.raises(NotAllowed):
        actions.sign_here(office.people["officer"], office.as_("officer"), draft.pk, attachment.pk)


def test_only_word_files_are_made_into_pdf(office: Office, draft: Document) -> None:
    with pytest.raises(Refused, match="docx"):
        actions.make_pdf(office.people["officer"], office.as_("officer"), draft.pk, draft.attachments.get().pk)
