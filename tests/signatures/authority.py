"""An invented certification authority, its people, its time-stamping service, and PDFs that they sign."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO

from asn1crypto import crl as asn1_crl
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption, PrivateFormat
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tests.reading.pdf_files import Page, pdf

BEGIN = datetime(2024, 1, 1, tzinfo=UTC)
END = datetime(2034, 1, 1, tzinfo=UTC)
PASSPHRASE = "mat-khau-p12"


@dataclass(frozen=True)
class Holder:
    """Somebody with a key and a certificate."""

    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
    certificate: x509.Certificate
    issuer: x509.Certificate

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    def p12(self) -> bytes:
        """The key and the certificate as a PKCS#12 file."""
        encryption = BestAvailableEncryption(PASSPHRASE.encode())
        return serialize_key_and_certificates(b"ky so", self.key, self.certificate, [self.issuer], encryption)

    def signer(self) -> signers.SimpleSigner:
        """For pyHanko."""
        key = self.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        store = SimpleCertificateStore.from_certs([_plain(self.issuer)])
        return signers.SimpleSigner(_plain(self.certificate), asn1_keys.PrivateKeyInfo.load(key), store)

    def stamper(self) -> DummyTimeStamper:
        """A time-stamping service, without a network."""
        key = self.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        store = SimpleCertificateStore.from_certs([_plain(self.issuer)])
        return DummyTimeStamper(_plain(self.certificate), asn1_keys.PrivateKeyInfo.load(key), store)


def _plain(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def _name(common: str, body: str) -> x509.Name:
    parts = [(NameOID.COUNTRY_NAME, "VN"), (NameOID.ORGANIZATION_NAME, body), (NameOID.COMMON_NAME, common)]
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in parts])


def issue(
    common: str,
    body: str,
    by: Holder | None = None,
    *,
    authority: bool = False,
    stamping: bool = False,
    lists: bool | str = False,
    responder: str = "",
    until: datetime = END,
) -> Holder:
    """A certificate: of an authority, a time-stamping service, or a person. ``lists`` and ``responder`` are the
    addresses of the revocation list (True: one that is nowhere) and of the OCSP service that it names."""
    # The time-stamping service of pyHanko for tests signs with RSA only.
    key = rsa.generate_private_key(65537, 2048) if stamping else ec.generate_private_key(ec.SECP256R1())
    subject = _name(common, body)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(by.certificate.subject if by else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(BEGIN)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(authority, None), critical=True)
    )
    usage = dict.fromkeys(
        (
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "encipher_only",
            "decipher_only",
            "key_cert_sign",
            "crl_sign",
            "digital_signature",
            "content_commitment",
        ),
        False,
    )
    usage |= dict.fromkeys(
        ("key_cert_sign", "crl_sign") if authority else ("digital_signature", "content_commitment"), True
    )
    builder = builder.add_extension(x509.KeyUsage(**usage), critical=True)
    if stamping:
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    if lists:
        address = lists if isinstance(lists, str) else "http://crl.invalid/an-phuoc.crl"
        place = x509.DistributionPoint([x509.UniformResourceIdentifier(address)], None, None, None)
        builder = builder.add_extension(x509.CRLDistributionPoints([place]), critical=False)
    if responder:
        access = x509.AccessDescription(AuthorityInformationAccessOID.OCSP, x509.UniformResourceIdentifier(responder))
        builder = builder.add_extension(x509.AuthorityInformationAccess([access]), critical=False)
    certificate = builder.sign(by.key if by else key, hashes.SHA256())
    return Holder(key, certificate, by.certificate if by else certificate)


@cache
def root() -> Holder:
    return issue("CA thử nghiệm An Phước", "Cơ quan chứng thực thử nghiệm", authority=True)


@cache
def person() -> Holder:
    return issue("Lê Quang Vinh", "Sở Khoa học và Công nghệ tỉnh An Phước", root())


@cache
def clock() -> Holder:
    return issue("Máy chủ dấu thời gian An Phước", "Cơ quan chứng thực thử nghiệm", root(), stamping=True)


@cache
def paper(words: str = "Cong van so 15 ve viec chuyen doi so") -> bytes:
    """A PDF without signature."""
    return pdf(Page().lines(70, 100, words, "Le Quang Vinh"))


def sign(data: bytes, by: Holder, field: str = "ChuKy1", stamped: bool = False) -> bytes:
    """The PDF with a signature, and a timestamp where wanted."""
    writer = IncrementalPdfFileWriter(BytesIO(data))
    out = signers.PdfSigner(
        signers.PdfSignatureMetadata(field_name=field, md_algorithm="sha256"),
        signer=by.signer(),
        timestamper=clock().stamper() if stamped else None,
        new_field_spec=SigFieldSpec(field),
    ).sign_pdf(writer)
    return bytes(out.getbuffer())


def append(data: bytes, edit: object) -> bytes:
    """An incremental update: ``edit`` changes the writer."""
    writer = IncrementalPdfFileWriter(BytesIO(data))
    edit(writer)  # type: ignore[operator]
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def revocations(of: Holder, revoked: tuple[Holder, ...] = (), on: datetime = BEGIN) -> asn1_crl.CertificateList:
    """The authority's list of revoked certificates, made now."""
    now = datetime.now(UTC)
    builder = x509.CertificateRevocationListBuilder().issuer_name(of.certificate.subject)
    builder = builder.last_update(now - timedelta(minutes=1)).next_update(now + timedelta(days=30))
    for one in revoked:
        entry = x509.RevokedCertificateBuilder().serial_number(one.certificate.serial_number).revocation_date(on)
        builder = builder.add_revoked_certificate(entry.build())
    return asn1_crl.CertificateList.load(builder.sign(of.key, hashes.SHA256()).public_bytes(Encoding.DER))


def with_evidence(data: bytes, crl: asn1_crl.CertificateList) -> bytes:
    """The PDF with a revocation list in its document security store."""
    out = BytesIO(data)
    DocumentSecurityStore.add_dss(out, sig_contents=None, crls=[crl], force_write=True)
    return out.getvalue()
