"""From a post to the body it leads: "Giám đốc Sở Y tế" → "Sở Y tế", "Trưởng các phòng" → "các phòng"."""

from __future__ import annotations

import re
import unicodedata

_ADDRESS = r"(?:(?:các\s+)?(?:đồng chí|đ/c|ông|bà)\s+)?"
_HEAD = (
    r"(?:tổng giám đốc|giám đốc|chủ tịch|chánh(?=\s+(?:văn phòng|thanh tra))|chủ nhiệm|thủ trưởng|lãnh đạo|bí thư"
    r"|tổng biên tập|người đứng đầu|(?:chi cục|cục|vụ|viện|bộ|hiệu|đội|trạm|hạt)\s*trưởng(?=\s)|trưởng)"
)
_POST = re.compile(rf"^\s*{_ADDRESS}(?:(?:quyền|phó|nguyên)\s+)?{_HEAD}\s+", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\([^()]*\)")
_EDGES = " \t\n.,;:–-"

_NOBODY = re.compile(
    r"^(?:quý\s+(?:cơ quan|đơn vị|ban|sở)|(?:cơ quan|đơn vị|phòng|ban|địa phương)\s+(?:mình|bạn|tôi|chúng tôi))$",
    re.IGNORECASE,
)


def without_asides(name: str) -> str:
    """A name without what stands in brackets."""
    return _ASIDE.sub("", unicodedata.normalize("NFC", name)).strip(_EDGES)


def body_of(name: str) -> str:
    """The name of the body in a name as printed: a post gives the body it leads, asides in brackets are left out."""
    text = without_asides(name)
    return _POST.sub("", text).strip(_EDGES) or text


def names_nobody(name: str) -> bool:
    """Whether the words point at whoever reads them ("quý cơ quan", "đơn vị mình")."""
    return _NOBODY.match(name.strip()) is not None
