"""A picture of a page made ready for recognition: coloured ink dropped, turned upright, laid straight."""

from __future__ import annotations

import numpy as np
from PIL import Image

Grey = np.ndarray
"""Two dimensions, uint8, 255 is white."""

# Black print has hardly any colour; the red of seals and the blue of signatures have more than this between their
# strongest and weakest channel.
COLOURED = 48
# Darker than this in its strongest channel a pixel is print even where it has a cast of colour.
DARK = 80
INK = 128
LEAST_COLOUR = 0.0003
"""Share of the page: a stamp of one word covers more."""

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
    if picture.mode in ("1", "L"):
        return np.asarray(picture.convert("L"))
    channels = np.asarray(picture.convert("RGB"))
    strongest, weakest = channels.max(axis=2), channels.min(axis=2)
    grey = np.asarray(picture.convert("L")).copy()
    grey[(strongest - weakest > COLOURED) & (strongest > DARK)] = 255
    return grey


def only_colour(picture: Image.Image) -> Grey | None:
    """The coloured ink of a picture in black on white: what is stamped. None where there is hardly any."""
    if picture.mode in ("1", "L"):
        return None
    channels = np.asarray(picture.convert("RGB"))
    strongest, weakest = channels.max(axis=2), channels.min(axis=2)
    ink = (strongest - weakest > COLOURED) & (strongest > DARK)
    return np.where(ink, 0, 255).astype(np.uint8) if ink.mean() > LEAST_COLOUR else None


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
