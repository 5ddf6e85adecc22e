"""A picture of a page made ready for recognition: coloured ink dropped, turned upright, laid straight."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageFilter

Grey = np.ndarray
"""Two dimensions, uint8, 255 is white."""

# Black print has hardly any colour; the red of seals and the blue of signatures have more than this between their
# strongest and weakest channel.
COLOURED = 48
# Darker than this in its strongest channel a pixel is print even where it has a cast of colour.
DARK = 80
INK = 128
COARSELY = 16
"""Pixels that are taken together where the light on the paper is measured: half a letter."""
NEAR = 7
LEAST_LIGHT = 110
"""What is darker all around is no paper in shadow but a black edge or a photograph."""
PAPER = 225
"""As bright as this, where the paper around is 255, is white: its grain goes, and the edges of letters stay soft."""
LEAST_INK = 400
"""Pixels at ``DPI``; two letters of 14 points have more."""
LEAST_COLOUR = 0.0003
"""Share of the page: a stamp of one word covers more."""

BLOCK = 4
"""Pixels at ``DPI``: a speck of dust falls into two blocks by two."""
MOST_OF_SPECK = 14
"""Pixels of ink; a full stop of 10 points has twice as many."""
DUSTY = 160
"""Darker than this is ink where dust is looked for: paper is not."""

DPI = 300
"""Dots an inch at which pages are recognised."""

MOST_SKEW = 6.0
FINE = 0.1
COARSE = 0.5
ENOUGH_SKEW = 0.15
LOOK_AT = 900
"""Pixels of width at which skew is measured."""


def without_colour(picture: Image.Image) -> Grey:
    """The picture in grey with coloured ink (seals, signatures, marker pens) made white."""
    grey = np.asarray(picture.convert("L"))
    ink = _coloured(picture)
    return grey if ink is None else np.asarray(np.where(ink, np.uint8(255), grey))


def _coloured(picture: Image.Image) -> np.ndarray | None:
    """Where the ink of a picture is coloured; None where the picture is of one colour."""
    if picture.mode in ("1", "L"):
        return None
    red, green, blue = (np.asarray(plane) for plane in picture.convert("RGB").split())
    strongest = np.maximum(np.maximum(red, green), blue)
    weakest = np.minimum(np.minimum(red, green), blue)
    return np.asarray((strongest - weakest > COLOURED) & (strongest > DARK))


def evenly_lit(grey: Grey) -> Grey:
    """The picture on white paper: shadows, the grain of the paper and its tone are taken out."""
    picture = Image.fromarray(grey)
    light = picture.reduce(COARSELY).filter(ImageFilter.MaxFilter(NEAR)).filter(ImageFilter.GaussianBlur(2))
    paper = np.asarray(light.resize(picture.size, Image.Resampling.BILINEAR))
    white = np.maximum(paper, LEAST_LIGHT).astype(np.float32) * (PAPER / 255)
    even: Grey = np.minimum(255, grey * (255 / white)).astype(np.uint8)
    return even


def without_specks(grey: Grey) -> Grey:
    """The picture without dust: dots of a few pixels with nothing around them. Full stops and marks are larger."""
    high, wide = grey.shape[0] // BLOCK, grey.shape[1] // BLOCK
    ink = (grey[: high * BLOCK, : wide * BLOCK] < DUSTY).reshape(high, BLOCK, wide, BLOCK)
    blocks = np.pad(ink.sum(axis=(1, 3), dtype=np.int32), 2)
    inner, outer = _sums(blocks[1:-1, 1:-1], 2), _sums(blocks, 4)
    lonely = (inner > 0) & (inner <= MOST_OF_SPECK) & (inner == outer)
    if not lonely.any():
        return grey
    clean = grey.copy()
    for down, across in np.argwhere(lonely):
        top, left = (down - 1) * BLOCK, (across - 1) * BLOCK
        clean[max(0, top) : top + 2 * BLOCK, max(0, left) : left + 2 * BLOCK] = 255
    return clean


def is_printed(grey: Grey) -> bool:
    """Whether there is any print: on an empty sheet the grain of the paper would be taken for letters, at length."""
    return int(np.count_nonzero(grey < INK)) > LEAST_INK


def _sums(blocks: np.ndarray, side: int) -> np.ndarray:
    """The sums of all squares of ``side`` by ``side``."""
    windows = np.lib.stride_tricks.sliding_window_view(blocks, (side, side))
    return np.asarray(windows.sum(axis=(2, 3)))


def only_colour(picture: Image.Image) -> Grey | None:
    """The coloured ink of a picture in black on white: what is stamped. None where there is hardly any."""
    ink = _coloured(picture)
    if ink is None or ink.mean() <= LEAST_COLOUR:
        return None
    return np.where(ink, np.uint8(0), np.uint8(255))


def skew(grey: Grey) -> float:
    """By how many degrees the lines of print climb; 0 where that cannot be told.

    Straight lines leave the emptiest gaps between them, so the angle is the one at which the ink of the rows of pixels
    differs most.
    """
    step = max(1, grey.shape[1] // LOOK_AT)
    small = Image.fromarray(((grey[::step, ::step] < INK) * 255).astype(np.uint8))
    if not small.getbbox():
        return 0.0
    coarse = max(np.arange(-MOST_SKEW, MOST_SKEW + COARSE, COARSE), key=lambda angle: _contrast(small, angle))
    fine = np.arange(coarse - COARSE, coarse + COARSE + FINE / 2, FINE)
    best = float(max(fine, key=lambda angle: _contrast(small, angle)))
    return best if abs(best) >= ENOUGH_SKEW else 0.0


def _contrast(small: Image.Image, angle: float) -> float:
    rows = np.asarray(small.rotate(-angle, resample=Image.Resampling.NEAREST)).sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())


def straight(grey: Grey, angle: float) -> Grey:
    """The picture turned so that lines which climb by ``angle`` degrees are level, its corners white."""
    if not angle:
        return grey
    turned = Image.fromarray(grey).rotate(-angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
    return np.asarray(turned)
