"""What the check says of PDFs that were signed, changed, signed again; by whom the list trusts and by others."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pyhanko.pdf_utils import generic

from dondoc.signatures.chain import TrustList
from dondoc.signatures.check import check_bytes
from dondoc.signatures.report import FileState, Integrity, Revocation, TimeSource, Trust
from tests.signatures import authority as ca

NOW = datetime.now(UTC)
TRUSTED = TrustList((ca.root().der,), NOW)


@pytest.fixture(scope="module")
def signed() -> bytes:
    return ca.sign(ca.paper(), ca.person(), stamped=True)


def test_a_signed_file_is_whole_and_says_who_and_when(signed: bytes) -> None:
    report = check_bytes(signed, TRUSTED)
    (one,) = report.signatures
    assert report.state is FileState.VALID
    assert (one.signer, one.organisation) == ("Lê Quang Vinh", "Sở Khoa học và Công nghệ tỉnh An Phước")
    assert one.issuer == "CA thử nghiệm An Phước"
    assert (one.integrity, one.trust, one.revocation) == (Integrity.WHOLE, Trust.TRUSTED, Revocation.UNTOLD)
    assert one.time_source is TimeSource.STAMPED
    assert one.signed_at is not None and abs((datetime.now(UTC) - one.signed_at).total_seconds()) < 600


def test_without_the_authority_on_the_list_nobody_vouches(signed: bytes) -> None:
    for trust_list in (TrustList((), NOW), TrustList((ca.issue("CA khác", "Nơi khác", authority=True).der,), NOW)):
        report = check_bytes(signed, trust_list)
        assert report.state is FileState.UNVERIFIED
        assert report.signatures[0].trust is Trust.UNKNOWN
        assert report.signatures[0].time_source is TimeSource.STAMPED_UNKNOWN


def test_the_signers_own_clock_is_only_a_claim() -> None:
    (one,) = check_bytes(ca.sign(ca.paper(), ca.person()), TRUSTED).signatures
    assert one.time_source is TimeSource.CLAIMED


def test_a_changed_byte_breaks_the_signature(signed: bytes) -> None:
    report = check_bytes(signed.replace(b"so 15", b"so 16"), TRUSTED)
    assert report.state is FileState.INVALID
    assert report.signatures[0].integrity is Integrity.BROKEN


def test_words_added_after_signing_are_a_change(signed: bytes) -> None:
    def edit(writer: object) -> None:
        page = writer.root["/Pages"]["/Kids"][0]  # type: ignore[attr-defined]
        words = generic.StreamObject(stream_data=b"BT /F0 40 Tf 1 0 0 1 70 400 Tm (Them vao) Tj ET")
        page["/Contents"] = generic.ArrayObject([page.raw_get("/Contents"), writer.add_object(words)])  # type: ignore[attr-defined]
        writer.update_container(page)  # type: ignore[attr-defined]

    report = check_bytes(ca.append(signed, edit), TRUSTED)
    assert report.state is FileState.CHANGED
    assert report.signatures[0].integrity is Integrity.CHANGED


def test_bytes_that_no_page_shows_are_told_apart_from_a_change(signed: bytes) -> None:
    def edit(writer: object) -> None:
        writer.root["/OtherThings"] = generic.pdf_string("x")  # type: ignore[attr-defined]
        writer.update_root()  # type: ignore[attr-defined]

    report = check_bytes(ca.append(signed, edit), TRUSTED)
    assert report.signatures[0].integrity is Integrity.TOUCHED
    assert report.state is FileState.VALID


def test_a_second_signature_leaves_the_first_in_force(signed: bytes) -> None:
    clerk = ca.issue("Nguyễn Thị Hạnh", "Sở Khoa học và Công nghệ tỉnh An Phước", ca.root())
    report = check_bytes(ca.sign(signed, clerk, "ChuKy2"), TRUSTED)
    assert [one.integrity for one in report.signatures] == [Integrity.EXTENDED, Integrity.WHOLE]
    assert report.state is FileState.VALID


def test_a_certificate_that_had_ended_does_not_count() -> None:
    ended = ca.issue("Người cũ", "Sở cũ", ca.root(), until=datetime(2025, 1, 1, tzinfo=UTC))
    report = check_bytes(ca.sign(ca.paper(), ended), TRUSTED)
    assert (report.state, report.signatures[0].trust) == (FileState.INVALID, Trust.OUTDATED)


def test_revocation_is_read_from_the_file_and_never_asked_for_offline() -> None:
    holder = ca.issue("Đỗ Hải Yến", "Sở Khoa học và Công nghệ tỉnh An Phước", ca.root(), lists=True)
    data = ca.sign(ca.paper(), holder)
    good, revoked = ca.revocations(ca.root()), ca.revocations(ca.root(), (holder,))
    (alone,) = check_bytes(data, TRUSTED).signatures
    (proven,) = check_bytes(ca.with_evidence(data, good), TRUSTED).signatures
    (taken,) = check_bytes(ca.with_evidence(data, revoked), TRUSTED).signatures
    assert (alone.trust, alone.revocation) == (Trust.TRUSTED, Revocation.OFFLINE)
    assert (proven.trust, proven.revocation) == (Trust.TRUSTED, Revocation.GOOD)
    assert (taken.trust, taken.revocation, taken.state) == (Trust.REVOKED, Revocation.REVOKED, FileState.INVALID)


def test_files_without_signatures_and_broken_ones() -> None:
    assert check_bytes(ca.paper(), TRUSTED).state is FileState.UNSIGNED
    assert check_bytes(b"words only", TRUSTED).state is FileState.UNSIGNED
    broken = check_bytes(b"%PDF-1.7 /ByteRange [0 1 2 3] nothing else", TRUSTED)
    assert broken.state is FileState.FAILED
    assert broken.problem.endswith("nơi gửi.")
