"""Pages of a PDF that are pictures: which they are, and what is recognised on them."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from dondoc.reading.errors import ReadingError, Reason
from dondoc.reading.limits import Limits
from dondoc.reading.pdf.content import PageContent

# Fewer letters than this on a page are page numbers or the stamp of a signature.
NO_LETTERS = 20
FEW_LETTERS = 400
MOST_OF_PAGE = 0.5
SPECK = 0.02
# A text layer that an older program recognised is worse than ours where fewer of its words can be Vietnamese.
SYLLABLES = 0.55
ENOUGH_WORDS = 30
UNSURE = 75.0

_WORD = re.compile(r"[^\W\d_]{2,}")
_ONSET = r"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx])?"
_VOWEL = r"[aăâeêioôơuưyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]"
_SYLLABLE = re.compile(rf"{_ONSET}{_VOWEL}{{1,3}}(?:ch|ng|nh|[cmnpt])?", re.IGNORECASE)


def is_picture(page: PageContent) -> bool:
    """Whether a page should be recognised: a picture without text of its own, or with a poor one laid over it.

    An empty page, or a last one with nothing but the signer's name, is no picture.
    """
    letters = len(page.text.strip())
    if letters < NO_LETTERS:
        return page.picture > SPECK
    return page.picture > MOST_OF_PAGE and (letters < FEW_LETTERS or _is_poor(page.text))


def _is_poor(text: str) -> bool:
    words = _WORD.findall(text)
    return len(words) >= ENOUGH_WORDS and sum(map(bool, map(_SYLLABLE.fullmatch, words))) < SYLLABLES * len(words)


@cache
def recogniser() -> Any:
    """The module that recognises, or None; it is loaded when the first picture comes, for it takes a while."""
    try:
        module = importlib.import_module("dondoc.reading.ocr.page")
    except ImportError:
        return None
    return module if module.data_folder() else None


def can_recognise() -> bool:
    """Whether Tesseract and its Vietnamese data are there."""
    return recogniser() is not None


def recognised(
    document: Any,
    pages: Sequence[PageContent],
    pictures: Sequence[int],
    limits: Limits,
    recognise: Callable[[Any, int], Any] | None = None,
) -> tuple[list[PageContent], list[str]]:
    """The pages with those that are pictures recognised, and sentences about them for the user.

    Raises ``ReadingError`` (TOO_MANY_SCANS). A page that breaks Tesseract down stays as it was.
    """
    if len(pictures) > limits.scans:
        raise ReadingError(Reason.TOO_MANY_SCANS, limit=str(limits.scans))
    way = recognise or recogniser().recognise
    result = list(pages)
    read: list[int] = []
    unsure: list[int] = []
    failed: list[int] = []
    for index in pictures:
        limits.alive()
        try:
            found = way(document[index], index)
        except RuntimeError:
            failed.append(index)
            continue
        if len(found.content.text) <= len(pages[index].text):
            continue
        result[index] = found.content
        (read if found.confidence >= UNSURE else unsure).append(index)
    return result, _told(read, unsure, failed)


def _told(read: Sequence[int], unsure: Sequence[int], failed: Sequence[int]) -> list[str]:
    sentences = (
        (read, "{pages} là bản quét, chữ do máy nhận dạng; hãy đối chiếu với bản gốc."),
        (unsure, "{pages} là bản quét mờ, chữ nhận dạng được không chắc chắn; hãy đối chiếu kỹ với bản gốc."),
        (failed, "{pages} không nhận dạng được chữ; hãy xem bản gốc."),
    )
    return [sentence.format(pages=_named(pages)) for pages, sentence in sentences if pages]


def _named(pages: Sequence[int]) -> str:
    """ "Trang 1–3, 5": the numbers of pages counted from 0, runs put together."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return "Trang " + ", ".join(f"{run[0] + 1}–{run[-1] + 1}" if len(run) > 1 else str(run[0] + 1) for run in runs)
