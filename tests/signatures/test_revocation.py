"""Whether a certificate was taken back, asked of the authority's own services: an OCSP responder, a revocation list."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from dondoc.signatures.chain import TrustList
from dondoc.signatures.check import check_bytes
from dondoc.signatures.report import FileState, Revocation, SignatureReport, Trust
from tests.signatures import authority as ca
from tests.signatures.offices import paper, signed
from tests.signatures.responder import Services, running

pytestmark = [pytest.mark.load, pytest.mark.parametrize("way", ["ocsp", "crl"])]


@pytest.fixture
def services() -> Iterator[Services]:
    with running() as services:
        yield services


def asked(data: bytes, fetch: bool = True, anchor: bytes | None = None) -> SignatureReport:
    trust_list = TrustList((anchor or ca.root().der,), datetime.now(UTC), fetch)
    (one,) = check_bytes(data, trust_list).signatures
    return one


def test_one_that_was_not_taken_back_is_good(services: Services, way: str) -> None:
    one = asked(ca.sign(ca.paper(), services.issue("Lê Quang Vinh", way=way)))
    assert (one.trust, one.revocation, one.state) == (Trust.TRUSTED, Revocation.GOOD, FileState.VALID)
    assert services.calls


def test_one_that_was_taken_back_makes_the_signature_invalid(services: Services, way: str) -> None:
    holder = services.issue("Đỗ Hải Yến", way=way)
    services.take_back(holder)
    for data in (ca.sign(ca.paper(), holder), signed(paper(), holder)):
        one = asked(data)
        assert (one.trust, one.revocation, one.state) == (Trust.REVOKED, Revocation.REVOKED, FileState.INVALID)


@pytest.mark.parametrize("fault", ["silent", "garbled", "gone"])
def test_where_nobody_answers_that_is_said_and_nothing_more(services: Services, way: str, fault: str) -> None:
    if fault == "gone":
        with socket.socket() as other:
            other.bind(("127.0.0.1", 0))
            services.address = f"http://127.0.0.1:{other.getsockname()[1]}"
    else:
        setattr(services, fault, True)
    one = asked(ca.sign(ca.paper(), services.issue("Trần Văn Bình", way=way)))
    assert (one.trust, one.revocation, one.state) == (Trust.TRUSTED, Revocation.UNREACHABLE, FileState.VALID)


def test_nobody_is_asked_where_that_is_not_allowed(services: Services, way: str) -> None:
    one = asked(ca.sign(ca.paper(), services.issue("Lê Quang Vinh", way=way)), fetch=False)
    assert (one.revocation, services.calls) == (Revocation.OFFLINE, [])


def test_nobody_is_asked_about_a_certificate_that_nobody_vouches_for(services: Services, way: str) -> None:
    stranger = ca.issue("CA khác", "Nơi khác", authority=True).der
    one = asked(ca.sign(ca.paper(), services.issue("Lê Quang Vinh", way=way)), anchor=stranger)
    assert (one.trust, services.calls) == (Trust.UNKNOWN, [])
