"""The files that browser tests hand in: samples of our own, and where the measuring documents stand, two of them."""

from __future__ import annotations

from pathlib import Path

import dondoc.sample

SAMPLES = Path(dondoc.sample.__file__).parent / "files"
GOLD = Path(__file__).parents[2].parent / "shared" / "gold" / "dev"
DOCX = SAMPLES / "01-cong-van-dich-vu-cong.docx"
PDF = SAMPLES / "04-thong-bao-ket-luan.pdf"


def measuring(suffix: str) -> Path | None:
    """The first measuring document of a format; None where there are none."""
    return next(iter(sorted(GOLD.glob(f"*{suffix}"))), None) if GOLD.is_dir() else None
