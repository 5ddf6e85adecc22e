"""Where else an agency and its people hear: web hooks, and services that Apprise knows."""

from __future__ import annotations

import secrets
from datetime import datetime
from urllib.parse import urlsplit

import apprise

from dondoc.audit.errors import NotAllowed, Refused
from dondoc.audit.recording import action
from dondoc.documents.policies import agency_of
from dondoc.notices.models import Address, Sending, SendingState, WebHook
from dondoc.organisations.models import Person
from dondoc.organisations.policies import may, require
from dondoc.organisations.queries import Membership

SETTINGS = "settings.edit"
MOST = 5

PERSONAL_SERVICES = frozenset(
    {"tgram", "slack", "msteams", "workflows", "discord", "gchat", "signal", "viber", "zulip"}
)
"""Services that people may add themselves: none of them makes this machine call an address of the person's choice."""


@action("notices.add_webhook")
def add_webhook(by: Person, membership: Membership, url: str) -> WebHook:
    """Tell another system of the agency's reminders and events; its ``secret`` is made here.

    Raises NotAllowed, Refused for what is no http(s) address, or a sixth.
    """
    require(membership, SETTINGS)
    agency = agency_of(membership)
    url = url.strip()
    parts = urlsplit(url) if len(url) <= 500 else None
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
        raise Refused("Hãy nhập địa chỉ đầy đủ, bắt đầu bằng https:// (hoặc http:// trong mạng nội bộ).", "url")
    if WebHook.objects.filter(agency=agency).count() >= MOST:
        raise Refused(f"Mỗi cơ quan có tối đa {MOST} web hook; hãy xóa bớt.", "url")
    if WebHook.objects.filter(agency=agency, url=url).exists():
        raise Refused("Địa chỉ này đã có.", "url")
    hook = WebHook(agency=agency, url=url, secret=secrets.token_hex(32))
    hook.save()
    return hook


@action("notices.remove_webhook")
def remove_webhook(by: Person, membership: Membership, webhook_id: int) -> None:
    """Stop telling another system; what waits for it is dropped. Raises NotAllowed, Refused."""
    require(membership, SETTINGS)
    hook = WebHook.objects.filter(pk=webhook_id, agency=agency_of(membership)).first()
    if hook is None:
        raise Refused("Không tìm thấy web hook này; hãy tải lại trang.")
    hook.delete()


@action("notices.add_address")
def add_address(by: Person, membership: Membership, label: str, url: str, for_agency: bool = False) -> Address:
    """Add an address as Apprise writes it ("tgram://token/chat"), of one's own or, by an administrator, of the agency.

    Raises NotAllowed, Refused where the address is of no known service or of one that a person may not choose.
    """
    agency = agency_of(membership)
    if for_agency:
        require(membership, SETTINGS)
    label, url = " ".join(label.split()), url.strip()
    if not label or len(label) > 100:
        raise Refused("Hãy đặt tên cho kênh (tối đa 100 ký tự).", "label")
    if len(url) > 1000 or not apprise.Apprise().add(url):
        raise Refused("Địa chỉ không đúng dạng của dịch vụ nào; xem hướng dẫn của Apprise, ví dụ tgram://…", "url")
    if not for_agency and urlsplit(url).scheme.lower() not in PERSONAL_SERVICES:
        raise Refused(f"Chỉ chọn được: {', '.join(sorted(PERSONAL_SERVICES))}.", "url")
    owner = None if for_agency else membership.person
    if Address.objects.filter(agency=agency, person=owner).count() >= MOST:
        raise Refused(f"Có tối đa {MOST} kênh; hãy xóa bớt.", "url")
    address = Address(agency=agency, person=owner, label=label, url=url)
    address.save()
    return address


@action("notices.remove_address")
def remove_address(by: Person, membership: Membership, address_id: int) -> None:
    """Remove one's own address, or as an administrator one of the agency. Raises NotAllowed, Refused."""
    address = Address.objects.filter(pk=address_id, agency=agency_of(membership)).first()
    if address is None:
        raise Refused("Không tìm thấy kênh này; hãy tải lại trang.")
    if address.person_id != membership.person.pk and not (address.person_id is None and may(membership, SETTINGS)):
        raise NotAllowed
    address.delete()


def send_again(by: Person, membership: Membership, sending_id: int, now: datetime) -> None:
    """Try a message that failed once more, from ``now`` on. Raises NotAllowed, Refused where it did not fail."""
    require(membership, SETTINGS)
    rows = Sending.objects.filter(pk=sending_id, agency=agency_of(membership), state=SendingState.FAILED)
    if not rows.update(state=SendingState.WAITING, attempts=0, lease=None, next_at=now):
        raise Refused("Chỉ gửi lại được thư, tin không gửi được; hãy tải lại trang.")
