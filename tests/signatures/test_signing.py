"""Signing with the key here or elsewhere, where the signature stands, and signed copies that come back."""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from dondoc.signatures.appearance import find_place
from dondoc.signatures.chain import TrustList
from dondoc.signatures.check import check_bytes
from dondoc.signatures.look import Look
from dondoc.signatures.report import FileState, Integrity
from dondoc.signatures.signing import SigningError, embed, prepare, sign_with, signed_copy
from tests.signatures import authority as ca

AT = datetime(2026, 11, 2, 9, 0, tzinfo=timezone(timedelta(hours=7)))
LOOK = Look("Le Quang Vinh", AT)
TRUSTED = TrustList((ca.root().der,), datetime.now(UTC))


def cms_of(digest: bytes) -> bytes:
    """A detached signature of a SHA-256, made elsewhere."""
    made: bytes = asyncio.run(ca.person().signer().async_sign(digest, "sha256")).dump()
    return made


@pytest.fixture
def paper(tmp_path: Path) -> str:
    path = tmp_path / "van-ban.pdf"
    path.write_bytes(ca.paper())
    return str(path)


@pytest.fixture
def pkcs12(tmp_path: Path) -> str:
    path = tmp_path / "khoa.p12"
    path.write_bytes(ca.person().p12())
    return f"pkcs12:{path}"


def test_a_key_in_a_file_signs_over_the_name(paper: str, pkcs12: str) -> None:
    made = sign_with(paper, LOOK, pkcs12, ca.PASSPHRASE)
    report = check_bytes(made, TRUSTED)
    assert (report.state, report.signatures[0].integrity) == (FileState.VALID, Integrity.WHOLE)
    place = find_place(ca.paper(), "Le Quang Vinh", seal=False)
    seal = find_place(ca.paper(), "Le Quang Vinh", seal=True)
    assert place is not None and seal is not None
    assert seal.left < place.left < seal.right < place.right
    with pypdfium2.PdfDocument(made) as document:
        document.init_forms()
        drawn = document[0].render(scale=1, may_draw_forms=True).to_pil().convert("RGB")
    high = drawn.height - round((place.top + place.bottom) / 2)
    inside = [drawn.getpixel((x, high)) for x in range(round(place.left) + 3, round(place.right) - 3)]
    assert any(red < 150 < blue + 60 for red, _, blue in inside)


def test_the_digest_may_be_signed_elsewhere_and_no_other(paper: str, tmp_path: Path) -> None:
    prepared = prepare(paper, LOOK)
    signature = cms_of(bytes.fromhex(prepared.digest))
    assert check_bytes(embed(prepared, signature), TRUSTED).state is FileState.VALID
    other = cms_of(bytes(32))
    with pytest.raises(SigningError, match="không khớp"):
        embed(prepared, other)
    with pytest.raises(SigningError, match="CMS"):
        embed(prepared, b"words")
    program = tmp_path / "ky.py"
    program.write_text(f"import sys; sys.stdout.buffer.write(bytes.fromhex({other.hex()!r}))")
    with pytest.raises(SigningError, match="không khớp"):
        sign_with(paper, LOOK, f"command:{sys.executable} {program}", "")
    with pytest.raises(SigningError, match="không trả lời"):
        sign_with(paper, LOOK, "command:/nowhere/at-all", "")


def test_a_signed_copy_is_the_same_document_or_not(paper: str, tmp_path: Path) -> None:
    def copy(data: bytes) -> str:
        path = tmp_path / "ban-ky.pdf"
        path.write_bytes(data)
        return signed_copy(paper, str(path))

    assert copy(ca.sign(ca.paper(), ca.person())) == ""
    assert "chưa có chữ ký số mới" in copy(ca.paper())
    assert "khác với tệp gốc" in copy(ca.sign(ca.paper("Cong van khac"), ca.person()))
    assert "không nguyên vẹn" in copy(ca.sign(ca.paper(), ca.person()).replace(b"so 15", b"so 16"))


def test_pictures_and_files_that_cannot_be_used(paper: str, tmp_path: Path) -> None:
    out = BytesIO()
    Image.new("RGBA", (60, 30), (200, 0, 0, 120)).save(out, "PNG")
    assert prepare(paper, Look("Le Quang Vinh", AT, out.getvalue(), seal=True)).placed
    assert not prepare(paper, Look("Ai Khac", AT)).placed
    with pytest.raises(SigningError, match="PNG"):
        prepare(paper, Look("Le Quang Vinh", AT, b"GIF89a"))
    (tmp_path / "a.txt").write_bytes(b"words")
    with pytest.raises(SigningError, match="Chỉ ký số được tệp PDF"):
        prepare(str(tmp_path / "a.txt"), LOOK)
