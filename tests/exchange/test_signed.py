"""The signature of a message: whole, changed, of a part only; trusted or not."""

from __future__ import annotations

from datetime import UTC, datetime

from lxml import etree
from signxml import XMLSigner

from dondoc.exchange.message import Document, Organ
from dondoc.exchange.signed import signatures
from dondoc.exchange.writing import write
from dondoc.signatures.chain import TrustList
from dondoc.signatures.report import FileState, Integrity
from tests.signatures import authority as ca

NOW = datetime(2026, 11, 2, tzinfo=UTC)
TRUSTED = TrustList((ca.root().der,), NOW)
MESSAGE = write(Document(Organ("H99.1", "UBND tỉnh An Phước"), subject="Về chuyển đổi số", code_number="15"))


def signed() -> bytes:
    root = etree.fromstring(MESSAGE)
    done = XMLSigner(signature_algorithm="ecdsa-sha256").sign(
        root, key=ca.person().key, cert=[ca.person().pem.decode()]
    )
    return etree.tostring(done)


def test_a_signed_message_is_whole_and_trusted() -> None:
    report = signatures(signed(), TRUSTED)
    assert report.state is FileState.VALID
    assert report.signatures[0].signer == "Lê Quang Vinh"
    assert signatures(signed(), TrustList((), NOW)).state is FileState.UNVERIFIED
    assert signatures(MESSAGE, TRUSTED).state is FileState.UNSIGNED


def test_changed_words_and_made_up_signatures_are_seen() -> None:
    changed = signatures(signed().replace(b">15<", b">16<"), TRUSTED)
    assert changed.state in (FileState.CHANGED, FileState.INVALID)
    made_up = MESSAGE.replace(b"</edXML:edXMLHeader>", b"<Signature><SignedInfo/></Signature></edXML:edXMLHeader>")
    assert signatures(made_up, TRUSTED).signatures[0].integrity is Integrity.UNSUPPORTED
