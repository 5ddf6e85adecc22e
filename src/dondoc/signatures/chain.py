"""The chain from a certificate to the trust list, at a moment, and whether it was revoked by then."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from asn1crypto import x509
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    ExpiredError,
    NotYetValidError,
    PathBuildingError,
    RevokedError,
    ValidationError,
)
from pyhanko_certvalidator.fetchers.requests_fetchers import RequestsFetcherBackend
from pyhanko_certvalidator.policy_decl import DisallowWeakAlgorithmsPolicy

from dondoc.signatures.report import Revocation, Trust

TIMEOUT = 8
"""Seconds for one call to an authority."""

# Signatures of State agencies still come with SHA-1 today: they are told of, not thrown away.
WEAK = DisallowWeakAlgorithmsPolicy(weak_hash_algos=frozenset({"md2", "md5"}), rsa_key_size_threshold=1024)  # type: ignore[no-untyped-call]


@dataclass(frozen=True, slots=True)
class TrustList:
    """``anchors`` are certificates in DER that are trusted by themselves; ``fetch`` allows calls to the authorities;
    ``now`` (with a time zone) stands in for the time of a signature that tells none."""

    anchors: tuple[bytes, ...]
    now: datetime
    fetch: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a file brings along: further certificates, OCSP answers and revocation lists (asn1crypto values)."""

    certificates: Sequence[x509.Certificate] = ()
    ocsps: Sequence[Any] = ()
    crls: Sequence[Any] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    trust: Trust
    revocation: Revocation
    note: str = ""


@dataclass
class Judge:
    """Judges certificates against one trust list, each certificate and moment once."""

    trust_list: TrustList
    evidence: Evidence = field(default_factory=Evidence)
    _known: dict[tuple[bytes, datetime], Judgement] = field(default_factory=dict)

    def judge(self, certificate: x509.Certificate, others: Iterable[x509.Certificate], moment: datetime) -> Judgement:
        """Trust and revocation at ``moment`` (with a time zone)."""
        key = (certificate.sha256, moment)
        if key not in self._known:
            self._known[key] = self._judge(certificate, list(others), moment)
        return self._known[key]

    def _judge(self, certificate: x509.Certificate, others: list[x509.Certificate], moment: datetime) -> Judgement:
        if not self.trust_list.anchors:
            return Judgement(Trust.UNKNOWN, Revocation.UNASKED)
        try:
            self._walk(certificate, others, moment, "soft-fail", fetch=False)
        except RevokedError as error:
            return Judgement(Trust.REVOKED, Revocation.REVOKED, str(error))
        except (ExpiredError, NotYetValidError) as error:
            return Judgement(Trust.OUTDATED, Revocation.UNASKED, str(error))
        except (PathBuildingError, ValidationError) as error:
            return Judgement(Trust.UNKNOWN, Revocation.UNASKED, str(error))
        return self._revocation(certificate, others, moment)

    def _revocation(self, certificate: x509.Certificate, others: list[x509.Certificate], moment: datetime) -> Judgement:
        """Of a trusted certificate only: so no address that somebody made up is ever called."""
        if not certificate.ocsp_urls and not certificate.crl_distribution_points:
            return Judgement(Trust.TRUSTED, Revocation.UNTOLD)
        fetch = self.trust_list.fetch
        try:
            self._walk(certificate, others, moment, "hard-fail", fetch)
        except RevokedError as error:
            return Judgement(Trust.REVOKED, Revocation.REVOKED, str(error))
        except (PathBuildingError, ValidationError) as error:
            return Judgement(Trust.TRUSTED, Revocation.UNREACHABLE if fetch else Revocation.OFFLINE, str(error))
        return Judgement(Trust.TRUSTED, Revocation.GOOD)

    def _walk(
        self, certificate: x509.Certificate, others: list[x509.Certificate], moment: datetime, mode: str, fetch: bool
    ) -> None:
        context = ValidationContext(
            trust_roots=[x509.Certificate.load(one) for one in self.trust_list.anchors],
            other_certs=[*others, *self.evidence.certificates],
            moment=moment,
            allow_fetching=fetch,
            crls=list(self.evidence.crls),
            ocsps=list(self.evidence.ocsps),
            revocation_mode=mode,
            retroactive_revinfo=True,
            algorithm_usage_policy=WEAK,
            fetcher_backend=RequestsFetcherBackend(TIMEOUT) if fetch else None,
        )
        asyncio.run(CertificateValidator(certificate, others, context).async_validate_path())
