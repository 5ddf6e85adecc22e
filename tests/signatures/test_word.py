"""What the check says of Word files that were signed, changed, added to; by whom the list trusts and by others."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dondoc.signatures.chain import TrustList
from dondoc.signatures.check import check_bytes
from dondoc.signatures.report import FileState, Integrity, Revocation, SignatureReport, TimeSource, Trust
from tests.signatures import authority as ca
from tests.signatures.offices import paper, parts_of, signed, with_parts

NOW = datetime.now(UTC)
TRUSTED = TrustList((ca.root().der,), NOW)


@pytest.fixture(scope="module")
def letter() -> bytes:
    return signed(paper(), ca.person())


def only(data: bytes, trust_list: TrustList = TRUSTED) -> SignatureReport:
    (one,) = check_bytes(data, trust_list).signatures
    return one


def test_a_signed_file_is_whole_and_says_who_and_when(letter: bytes) -> None:
    one = only(letter)
    assert (one.integrity, one.trust, one.note) == (Integrity.WHOLE, Trust.TRUSTED, "")
    assert (one.signer, one.issuer, one.place) == ("Lê Quang Vinh", "CA thử nghiệm An Phước", "sig1.xml")
    assert (one.signed_at, one.time_source) == (datetime(2026, 10, 5, 2, 30, tzinfo=UTC), TimeSource.CLAIMED)
    assert check_bytes(letter, TRUSTED).state is FileState.VALID


def test_without_the_authority_on_the_list_nobody_vouches(letter: bytes) -> None:
    one = only(letter, TrustList((), NOW))
    assert (one.integrity, one.trust, one.state) == (Integrity.WHOLE, Trust.UNKNOWN, FileState.UNVERIFIED)


@pytest.mark.parametrize("name", ["word/document.xml", "word/styles.xml"])
def test_a_changed_part_is_seen_and_one_that_is_gone(letter: bytes, name: str) -> None:
    changed = parts_of(letter)[name].replace(b"<w:", b"<w:", 1) + b" "
    assert only(with_parts(letter, {name: changed})).integrity is Integrity.CHANGED
    assert only(with_parts(letter, {name: None})).integrity is Integrity.CHANGED


def test_where_a_relationship_leads_is_signed_but_not_how_it_is_written(letter: bytes) -> None:
    name = "word/_rels/document.xml.rels"
    rels = parts_of(letter)[name]
    spaced = rels.replace(b"<Relationship ", b"\n  <Relationship  ")
    assert only(with_parts(letter, {name: spaced})).integrity is Integrity.WHOLE
    elsewhere = rels.replace(b"styles.xml", b"others.xml")
    assert only(with_parts(letter, {name: elsewhere})).integrity is Integrity.CHANGED


def test_a_signature_with_other_words_in_it_does_not_hold(letter: bytes) -> None:
    signature = parts_of(letter)["_xmlsignatures/sig1.xml"]
    later = signature.replace(b"2026-10-05", b"2026-11-05")
    assert only(with_parts(letter, {"_xmlsignatures/sig1.xml": later})).integrity is Integrity.CHANGED
    forged = signature.replace(b"ecdsa-sha256", b"ecdsa-sha384")
    assert only(with_parts(letter, {"_xmlsignatures/sig1.xml": forged})).state is FileState.INVALID


def test_parts_that_nobody_signed_are_told_of(letter: bytes) -> None:
    more = only(with_parts(letter, {"word/comments.xml": b"<w/>", "docProps/core.xml": b"<x/>"}))
    assert (more.integrity, more.state) == (Integrity.PARTIAL, FileState.UNVERIFIED)
    assert "comments" in more.note and "core" not in more.note
    half = only(signed(paper(), ca.person(), names=("word/styles.xml",)))
    assert half.integrity is Integrity.PARTIAL


def test_a_name_that_stands_twice_is_not_believed(letter: bytes) -> None:
    one = only(with_parts(letter, {"WORD/document.xml": b"<w/>"}))
    assert (one.integrity, one.state) == (Integrity.UNSUPPORTED, FileState.UNSUPPORTED)


@pytest.mark.parametrize("data", [b"", b"<Signature", b'<!DOCTYPE a [<!ENTITY b "x">]><a>&b;</a>', b"<a/>"])
def test_a_signature_that_cannot_be_read_says_so(letter: bytes, data: bytes) -> None:
    assert only(with_parts(letter, {"_xmlsignatures/sig1.xml": data})).integrity is Integrity.UNSUPPORTED


def test_offline_it_is_said_that_nobody_was_asked() -> None:
    holder = ca.issue("Đỗ Hải Yến", "Sở Khoa học và Công nghệ tỉnh An Phước", ca.root(), lists=True)
    assert only(signed(paper(), holder)).revocation is Revocation.OFFLINE
