"""Word files signed as an office program does (ECMA-376 part 2, clause 13), with keys of the invented authority."""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from collections.abc import Mapping

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from lxml import etree

from tests.reading.docx_files import docx, paragraph
from tests.signatures.authority import Holder

DSIG = "http://www.w3.org/2000/09/xmldsig#"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TRANSFORM = "http://schemas.openxmlformats.org/package/2006/RelationshipTransform"
C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SIGNED_AT = "2026-10-05T02:30:00Z"


def paper() -> bytes:
    """A Word file with the relationships that point at its document."""
    relations = f'<Relationship Id="rId9" Type="{KIND}/styles" Target="styles.xml"/>'
    made = docx(paragraph("Kính gửi: Các phòng thuộc Sở"), relations, styles="<w:styles/>")
    root = f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{KIND}/officeDocument" '
    return with_parts(made, {"_rels/.rels": f'{root}Target="word/document.xml"/></Relationships>'.encode()})


def parts_of(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as file:
        return {name: file.read(name) for name in file.namelist()}


def with_parts(package: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """The package with parts exchanged, added, or where None taken away."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in (parts_of(package) | dict(parts)).items():
            if data is not None:
                file.writestr(name, data)
    return stream.getvalue()


def signed(package: bytes, by: Holder, *, names: tuple[str, ...] = ()) -> bytes:
    """The package with a signature over the parts of these names, by default over all of the document."""
    parts = parts_of(package)
    chosen = names or tuple(name for name in parts if name.startswith("word/"))
    manifest = "".join(_reference(name, parts[name]) for name in chosen)
    time = (
        f'<SignatureProperties><SignatureProperty Id="idSignatureTime" Target="#idPackageSignature"><m:SignatureTime '
        f'xmlns:m="http://schemas.openxmlformats.org/package/2006/digital-signature"><m:Format>YYYY-MM-DDThh:mm:ssTZD'
        f"</m:Format><m:Value>{SIGNED_AT}</m:Value></m:SignatureTime></SignatureProperty></SignatureProperties>"
    )
    thing = f'<Object xmlns="{DSIG}" Id="idPackageObject"><Manifest>{manifest}</Manifest>{time}</Object>'
    digest = _digest(_canonical(thing))
    info = (
        f'<SignedInfo xmlns="{DSIG}"><CanonicalizationMethod Algorithm="{C14N}"/><SignatureMethod '
        f'Algorithm="http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"/><Reference Type="{DSIG}Object" '
        f'URI="#idPackageObject">{_method()}<DigestValue>{digest}</DigestValue></Reference></SignedInfo>'
    )
    assert isinstance(by.key, ec.EllipticCurvePrivateKey)
    r, s = decode_dss_signature(by.key.sign(_canonical(info), ec.ECDSA(hashes.SHA256())))
    value = base64.b64encode(r.to_bytes(32, "big") + s.to_bytes(32, "big")).decode()
    certificate = base64.b64encode(by.der).decode()
    signature = (
        f'<Signature xmlns="{DSIG}" Id="idPackageSignature">{info}<SignatureValue>{value}</SignatureValue><KeyInfo>'
        f"<X509Data><X509Certificate>{certificate}</X509Certificate></X509Data></KeyInfo>{thing}</Signature>"
    )
    return with_parts(package, {"_xmlsignatures/sig1.xml": signature.encode()})


def _reference(name: str, data: bytes) -> str:
    transforms = ""
    if name.endswith(".rels"):
        choice = '<m:RelationshipReference xmlns:m="http://schemas.openxmlformats.org/package/2006/digital-signature" '
        transforms = f'<Transforms><Transform Algorithm="{TRANSFORM}">{choice}SourceId="rId9"/></Transform>'
        transforms += f'<Transform Algorithm="{C14N}"/></Transforms>'
        one = f'<Relationship Id="rId9" TargetMode="Internal" Target="styles.xml" Type="{KIND}/styles"/>'
        data = _canonical(f'<Relationships xmlns="{RELATIONS}">{one}</Relationships>')
    uri = f"/{name}?ContentType=application/xml"
    return f'<Reference URI="{uri}">{transforms}{_method()}<DigestValue>{_digest(data)}</DigestValue></Reference>'


def _method() -> str:
    return '<DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>'


def _digest(data: bytes) -> str:
    return base64.b64encode(hashlib.sha256(data).digest()).decode()


def _canonical(xml: str) -> bytes:
    return etree.tostring(etree.fromstring(xml), method="c14n")
