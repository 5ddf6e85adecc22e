"""Does a link answer? Asked only of public addresses: nobody may make this machine knock on its own network's doors."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

import urllib3

TIMEOUT = 5.0
"""Seconds that the other side has, to connect and to answer."""

REDIRECTS = 3
PORTS = {"http": 80, "https": 443}
AGENT = "dondoc-link-check"


@dataclass(frozen=True, slots=True)
class Checked:
    """``works``: it answered with a page. ``status`` is HTTP's; ``sentence`` says why not, in Vietnamese."""

    works: bool
    status: int | None = None
    sentence: str = ""


class Forbidden(Exception):
    """An address that may not be called. ``str()`` is the Vietnamese sentence."""


def check_link(link: str) -> Checked:
    """Ask whether ``link`` answers. Every step of a redirect is looked at as the first address was."""
    try:
        for _ in range(REDIRECTS + 1):
            status, onward = _ask(link)
            if onward is None:
                return Checked(status < 400, status, "" if status < 400 else f"Trang trả lời lỗi {status}.")
            link = urllib3.util.parse_url(onward).url if urlsplit(onward).scheme else _joined(link, onward)
    except Forbidden as refusal:
        return Checked(False, None, str(refusal))
    except (urllib3.exceptions.HTTPError, OSError, ValueError):
        return Checked(False, None, "Không kết nối được với trang này.")
    return Checked(False, None, "Trang chuyển hướng quá nhiều lần.")


def _joined(link: str, onward: str) -> str:
    parts = urlsplit(link)
    return f"{parts.scheme}://{parts.netloc}/{onward.lstrip('/')}"


def _ask(link: str) -> tuple[int, str | None]:
    """The status of one address, and where it sends on to. The address that was looked at is the one that is called:
    a name is resolved once, so that it cannot mean something else the second time."""
    scheme, host, path = _parts(link)
    address = public_address(host, PORTS[scheme])
    headers = {"Host": host, "User-Agent": AGENT, "Accept": "*/*"}
    timeout = urllib3.Timeout(connect=TIMEOUT, read=TIMEOUT)
    pool: urllib3.HTTPConnectionPool
    if scheme == "https":
        pool = urllib3.HTTPSConnectionPool(address, 443, timeout=timeout, server_hostname=host, assert_hostname=host)
    else:
        pool = urllib3.HTTPConnectionPool(address, 80, timeout=timeout)
    with pool:
        answer = pool.request("GET", path, headers=headers, redirect=False, retries=False, preload_content=False)
        try:
            onward = answer.headers.get("Location") if 300 <= answer.status < 400 else None
            return answer.status, onward
        finally:
            answer.close()


def _parts(link: str) -> tuple[str, str, str]:
    parts = urlsplit(link)
    if parts.scheme not in PORTS or not parts.hostname or parts.username or parts.password:
        raise Forbidden("Liên kết phải là địa chỉ web công khai (https:// hoặc http://).")
    if parts.port not in (None, PORTS[parts.scheme]):
        raise Forbidden("Chỉ kiểm tra liên kết ở cổng thông thường (80, 443).")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return parts.scheme, parts.hostname, path


def public_address(host: str, port: int) -> str:
    """An address of a name, where all that it stands for are public ones. Raises Forbidden, OSError."""
    found = {row[4][0] for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    for text in found:
        address = ipaddress.ip_address(str(text).split("%")[0])
        mapped = getattr(address, "ipv4_mapped", None) or address
        if not mapped.is_global or mapped.is_multicast:
            raise Forbidden("Liên kết trỏ vào mạng nội bộ nên không kiểm tra.")
    if not found:
        raise OSError("no address")
    return str(min(found, key=lambda text: ":" in str(text)))
