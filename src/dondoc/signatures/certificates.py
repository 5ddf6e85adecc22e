"""Certificates of authorities as an administrator hands them in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs7 import (
    load_der_pkcs7_certificates,
    load_pem_pkcs7_certificates,
)
from cryptography.x509.oid import NameOID

LARGEST = 512 * 1024
MOST = 200


class NotCertificates(ValueError):
    """The file holds no certificate; the Vietnamese sentence says what to do."""


@dataclass(frozen=True, slots=True)
class Authority:
    """A certificate. ``fingerprint`` is the SHA-256 of ``der`` in hexadecimal; times are UTC."""

    der: bytes
    name: str
    organisation: str
    issuer: str
    serial: str
    fingerprint: str
    valid_from: datetime
    valid_until: datetime
    authority: bool


def certificates(data: bytes) -> list[Authority]:
    """The certificates of a file: PEM (one or many), DER (.cer, .crt), or PKCS#7 (.p7b). Raises NotCertificates."""
    if len(data) > LARGEST:
        raise NotCertificates("Tệp chứng thư lớn quá 512 KB; hãy tải từng chứng thư .cer, .crt, .pem hoặc .p7b.")
    found = [_authority(one) for one in _load(data)]
    if not found:
        raise NotCertificates("Tệp không chứa chứng thư số; hãy chọn tệp .cer, .crt, .pem hoặc .p7b.")
    if len(found) > MOST:
        raise NotCertificates(f"Tệp có quá {MOST} chứng thư; hãy chia nhỏ.")
    return found


def _der(data: bytes) -> list[x509.Certificate]:
    return [x509.load_der_x509_certificate(data)]


Loader = Callable[[bytes], list[x509.Certificate]]
_PEM: tuple[Loader, ...] = (x509.load_pem_x509_certificates, load_pem_pkcs7_certificates)
_DER: tuple[Loader, ...] = (_der, load_der_pkcs7_certificates)


def _load(data: bytes) -> list[x509.Certificate]:
    armoured = b"-----BEGIN" in data
    for loader in _PEM if armoured else _DER:
        try:
            return list(loader(data))
        except Exception:  # noqa: BLE001 - any damaged DER; the library raises more than ValueError for some
            continue
    return []


def _authority(one: x509.Certificate) -> Authority:
    try:
        constraints = one.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except (x509.ExtensionNotFound, ValueError):
        constraints = False
    return Authority(
        der=one.public_bytes(Encoding.DER),
        name=_part(one.subject, NameOID.COMMON_NAME) or one.subject.rfc4514_string(),
        organisation=_part(one.subject, NameOID.ORGANIZATION_NAME),
        issuer=_part(one.issuer, NameOID.COMMON_NAME) or one.issuer.rfc4514_string(),
        serial=f"{one.serial_number:X}",
        fingerprint=one.fingerprint(SHA256()).hex(),
        valid_from=one.not_valid_before_utc,
        valid_until=one.not_valid_after_utc,
        authority=constraints,
    )


def _part(name: x509.Name, oid: x509.ObjectIdentifier) -> str:
    found = name.get_attributes_for_oid(oid)
    return str(found[0].value) if found else ""
