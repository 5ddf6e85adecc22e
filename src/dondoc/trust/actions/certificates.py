"""The trust list: certificates are added and removed by the administrator, and every signed file is checked anew."""

from __future__ import annotations

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.documents.policies import agency_of
from dondoc.organisations.actions import change_settings
from dondoc.organisations.models import Person
from dondoc.organisations.policies import require
from dondoc.organisations.queries import Membership
from dondoc.signatures.certificates import Authority, NotCertificates, certificates
from dondoc.trust.checking import FETCH, ask_again
from dondoc.trust.models import Certificate
from dondoc.trust.policies import EDIT


@action("trust.add")
def add_certificates(by: Person, membership: Membership, data: bytes) -> list[Certificate]:
    """Trust the authorities in a file (PEM, DER or PKCS#7); one that is there already stays as it is.

    Raises NotAllowed; Refused for a file without certificates, or with one that is no authority's.
    """
    agency = agency_of(membership)
    require(membership, EDIT)
    try:
        found = certificates(data)
    except NotCertificates as error:
        raise Refused(str(error), "file") from None
    known = set(Certificate.objects.filter(agency=agency).values_list("fingerprint", flat=True))
    new = [one for one in {one.fingerprint: one for one in found}.values() if one.fingerprint not in known]
    if not new:
        raise Refused("Chứng thư trong tệp đã có trong danh sách tin cậy.", "file")
    for one in new:
        _require_authority(one)
    rows = [
        Certificate(
            agency=agency,
            name=one.name[:250],
            organisation=one.organisation[:250],
            issuer=one.issuer[:250],
            serial=one.serial[:64],
            fingerprint=one.fingerprint,
            valid_from=one.valid_from,
            valid_until=one.valid_until,
            der=one.der,
            added_by=by,
        )
        for one in new
    ]
    for row in rows:
        row.save()
    ask_again(agency)
    return rows


def _require_authority(one: Authority) -> None:
    if not one.authority:
        raise Refused(
            f"“{one.name}” là chứng thư của người dùng, không phải của tổ chức chứng thực; "
            "hãy chọn chứng thư gốc (Root CA) hoặc chứng thư của tổ chức cấp (Sub CA).",
            "file",
        )


@action("trust.remove")
def remove_certificate(by: Person, membership: Membership, certificate_id: int) -> None:
    """Trust an authority no longer. Raises NotAllowed, Refused."""
    agency = agency_of(membership)
    require(membership, EDIT)
    row = Certificate.objects.filter(agency=agency, pk=certificate_id).first()
    if row is None:
        raise Refused("Chứng thư này không còn trong danh sách; hãy tải lại trang.")
    row.delete()
    ask_again(agency)


def allow_asking(by: Person, membership: Membership, allowed: bool) -> None:
    """Say whether the program may ask the authorities outside whether a certificate was revoked. Raises NotAllowed."""
    agency = agency_of(membership)
    require(membership, EDIT)
    change_settings(by, agency, {FETCH: True if allowed else None})
    ask_again(agency)
