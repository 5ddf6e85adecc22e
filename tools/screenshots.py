"""Take the pictures of the READMEs: the sample in a place of its own, served, and looked at with Chromium."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
PASSWORD = "dung-thu-2026"
DESK, PHONE = (1440, 900), (390, 844)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-quic"]


@dataclass(frozen=True)
class Picture:
    """One picture: who looks at which address on which screen, and the link to follow from there, if any."""

    name: str
    account: str
    address: str
    size: tuple[int, int] = DESK
    follow: str = ""


PICTURES = [
    Picture("dang-nhap", "", "/dang-nhap/"),
    Picture("van-ban-den", "vanthu", "/van-ban-den/"),
    Picture("xem-lai", "vanthu", "/van-ban-den/?trang-thai=review", follow="Chuyển đổi số tỉnh An Phước năm 2027"),
    Picture("nhiem-vu", "truongphong", "/nhiem-vu/"),
    Picture("dieu-hanh", "giamdoc", "/dieu-hanh/"),
    Picture("viec-cua-toi-dien-thoai", "chuyenvien", "/viec-cua-toi/", PHONE),
]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def served() -> Iterator[str]:
    """The address of the sample, served from a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="dondoc-pictures-") as data:
        environment = {**os.environ, "DONDOC_DATA": data}
        command = [sys.executable, "-m", "dondoc"]
        subprocess.run([*command, "sample", "load"], env=environment, check=True)
        port = free_port()
        site = subprocess.Popen(
            [*command, "serve", "--port", str(port)], env=environment, stdout=subprocess.PIPE, text=True
        )
        try:
            assert site.stdout is not None
            next(line for line in site.stdout if "http://" in line)
            yield f"http://127.0.0.1:{port}"
        finally:
            site.terminate()
            site.wait()


def sign_in(page: Page, site: str, account: str) -> None:
    page.goto(f"{site}/dang-nhap/")
    page.fill("input[name=username]", account)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_load_state("networkidle")


def take(browser: Browser, site: str, picture: Picture) -> None:
    width, height = picture.size
    context = browser.new_context(viewport={"width": width, "height": height}, locale="vi-VN")
    page = context.new_page()
    page.set_default_timeout(120_000)
    if picture.account:
        sign_in(page, site, picture.account)
    page.goto(site + picture.address)
    if picture.follow:
        page.get_by_text(picture.follow).first.click()
    page.wait_for_load_state("networkidle")
    page.screenshot(path=IMAGES / f"{picture.name}.png")
    context.close()


def main() -> None:
    IMAGES.mkdir(exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with served() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for picture in PICTURES:
            take(browser, site, picture)
            sys.stdout.write(f"→ docs/images/{picture.name}.png\n")
        browser.close()


if __name__ == "__main__":
    main()
