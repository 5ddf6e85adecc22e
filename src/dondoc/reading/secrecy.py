"""Documents that are state secrets are refused before anything of them is kept.

The stamp is one of three words in a frame near the number and date (Law on Protection of State Secrets 2018, Articles 8
and 10; Circular 24/2020/TT-BCA, Article 2), so it reads as a line, a box or a cell of its own. The same words inside
of a sentence ("bí mật nhà nước", "bảo mật") are no stamp.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from dondoc.reading.errors import ReadingError, Reason
from dondoc.reading.text import Paragraph, Region, Text

HEAD_PARAGRAPHS = 40
GLUED_PARAGRAPHS = 14
GLUED_LENGTH = 120

_STAMP = re.compile(
    r"""[\[(\s\-–*.:|]*
        (?:(?:ĐỘ\s+(?:BÍ\s+)?MẬT|Độ\s+(?:bí\s+)?mật|Mức\s+độ\s+mật|MỨC\s+ĐỘ\s+MẬT)\s*:?\s*
           (?P<named>Tuyệt\s+mật|Tối\s+mật|Mật|TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT)
         |(?P<bare>TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT|M\sẬ\sT))
        [\])\s\-–*.:|]*""",
    re.VERBOSE,
)

# A stamp that a text layer put on one line with its neighbours in the head ("SỞ NỘI VỤ MẬT", "MẬT CỘNG HÒA …"). The
# words before it must not make another word of it ("BẢO MẬT", "BÍ MẬT") or a place name ("XÃ NẬM MẬT").
_GLUED = re.compile(
    r"""^(?P<first>TUYỆT\ MẬT|TỐI\ MẬT|MẬT)\ (?=CỘNG\ H|ĐẢNG\ CỘNG|Số\b|ỦY\ BAN|UỶ\ BAN|SỞ\ |BỘ\ |CÔNG\ AN)
      |^(?!.*\b(?:XÃ|PHƯỜNG|THÔN|LÀNG|BẢN|HUYỆN)\ (?:\w+\ )?MẬT$)
       .*(?<!BẢO)(?<!BÍ)(?<!CƠ)\ (?P<last>TUYỆT\ MẬT|TỐI\ MẬT|MẬT)$""",
    re.VERBOSE,
)


def level(text: Text) -> str | None:
    """The level on a stamp in the head of the document ("MẬT", "TỐI MẬT", "TUYỆT MẬT"), or None."""
    for paragraph in _places(text):
        words = paragraph.span.of(text.content)
        found = _STAMP.fullmatch(words) if "ật" in words or "Ậ" in words else None
        if found:
            word = re.sub(r"\s+", " ", found["named"] or found["bare"]).upper()
            return "MẬT" if word == "M Ậ T" else word
    return _glued(text)


def _glued(text: Text) -> str | None:
    for paragraph in islice((p for p in text.paragraphs() if p.region is Region.BODY), GLUED_PARAGRAPHS):
        if len(paragraph.span) > GLUED_LENGTH:
            return None
        words = paragraph.span.of(text.content)
        found = _GLUED.search(re.sub(r"\s+", " ", words).strip(" []()*")) if "MẬT" in words else None
        if found:
            return found["first"] or found["last"]
    return None


def refuse_secrets(text: Text) -> None:
    """Raises ``ReadingError`` (SECRET) where the document carries a stamp."""
    found = level(text)
    if found:
        raise ReadingError(Reason.SECRET, level=found)


def _places(text: Text) -> Iterator[Paragraph]:
    """The head of the document, and what stands outside of its flow: boxes, headers, footers."""
    yield from islice((p for p in text.paragraphs() if p.region is Region.BODY), HEAD_PARAGRAPHS)
    yield from (p for p in text.paragraphs() if p.region in (Region.BOX, Region.HEADER, Region.FOOTER))
