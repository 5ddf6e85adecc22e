"""Bodies that every province deals with, and what became of those that ended. Data only.

Ministries and ministerial agencies: Resolution 176/2025/QH15 (14 ministries, 3 agencies, from 1/3/2025). Departments:
Decree 150/2025/NĐ-CP (twelve uniform ones; the others where a province has them). Abbreviations are those of document
symbols; each agency may set others (Decree 30/2020/NĐ-CP, Annex III), which are added as names of the unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

REORGANISED = date(2025, 3, 1)
TWO_LEVELS = date(2025, 7, 1)


@dataclass(frozen=True, slots=True)
class Body:
    """A body by its official name; ``heirs`` (names) are given where it ended on ``until``."""

    name: str
    abbreviation: str
    until: date | None = None
    heirs: tuple[str, ...] = ()


MINISTRIES: tuple[Body, ...] = (
    Body("Văn phòng Chính phủ", "VPCP"),
    Body("Bộ Quốc phòng", "BQP"),
    Body("Bộ Công an", "BCA"),
    Body("Bộ Ngoại giao", "BNG"),
    Body("Bộ Nội vụ", "BNV"),
    Body("Bộ Tư pháp", "BTP"),
    Body("Bộ Tài chính", "BTC"),
    Body("Bộ Công Thương", "BCT"),
    Body("Bộ Nông nghiệp và Môi trường", "BNNMT"),
    Body("Bộ Xây dựng", "BXD"),
    Body("Bộ Văn hóa, Thể thao và Du lịch", "BVHTTDL"),
    Body("Bộ Khoa học và Công nghệ", "BKHCN"),
    Body("Bộ Giáo dục và Đào tạo", "BGDĐT"),
    Body("Bộ Y tế", "BYT"),
    Body("Bộ Dân tộc và Tôn giáo", "BDTTG"),
    Body("Ngân hàng Nhà nước Việt Nam", "NHNN"),
    Body("Thanh tra Chính phủ", "TTCP"),
    Body("Bộ Thông tin và Truyền thông", "BTTTT", REORGANISED, ("Bộ Khoa học và Công nghệ",)),
    Body("Bộ Kế hoạch và Đầu tư", "BKHĐT", REORGANISED, ("Bộ Tài chính",)),
    Body("Bộ Giao thông vận tải", "BGTVT", REORGANISED, ("Bộ Xây dựng",)),
    Body("Bộ Tài nguyên và Môi trường", "BTNMT", REORGANISED, ("Bộ Nông nghiệp và Môi trường",)),
    Body("Bộ Nông nghiệp và Phát triển nông thôn", "BNNPTNT", REORGANISED, ("Bộ Nông nghiệp và Môi trường",)),
    Body("Bộ Lao động - Thương binh và Xã hội", "BLĐTBXH", REORGANISED, ("Bộ Nội vụ",)),
    Body("Ủy ban Dân tộc", "UBDT", REORGANISED, ("Bộ Dân tộc và Tôn giáo",)),
)

DEPARTMENTS: tuple[Body, ...] = (
    Body("Sở Nội vụ", "SNV"),
    Body("Sở Tư pháp", "STP"),
    Body("Sở Tài chính", "STC"),
    Body("Sở Công Thương", "SCT"),
    Body("Sở Nông nghiệp và Môi trường", "SNNMT"),
    Body("Sở Xây dựng", "SXD"),
    Body("Sở Khoa học và Công nghệ", "SKHCN"),
    Body("Sở Văn hóa, Thể thao và Du lịch", "SVHTTDL"),
    Body("Sở Giáo dục và Đào tạo", "SGDĐT"),
    Body("Sở Y tế", "SYT"),
    Body("Thanh tra tỉnh", "TTT"),
    Body("Văn phòng UBND tỉnh", "VPUBND"),
    Body("Sở Thông tin và Truyền thông", "STTTT", REORGANISED, ("Sở Khoa học và Công nghệ",)),
    Body("Sở Kế hoạch và Đầu tư", "SKHĐT", REORGANISED, ("Sở Tài chính",)),
    Body("Sở Giao thông vận tải", "SGTVT", REORGANISED, ("Sở Xây dựng",)),
    Body("Sở Tài nguyên và Môi trường", "STNMT", REORGANISED, ("Sở Nông nghiệp và Môi trường",)),
    Body("Sở Nông nghiệp và Phát triển nông thôn", "SNNPTNT", REORGANISED, ("Sở Nông nghiệp và Môi trường",)),
    Body("Sở Lao động - Thương binh và Xã hội", "SLĐTBXH", REORGANISED, ("Sở Nội vụ",)),
)


@dataclass(frozen=True, slots=True)
class Upgrade:
    """A commune (or province) that changed its kind, by its code in the national list."""

    code: str
    division: str
    on: date


_WARDS = date(2026, 4, 30)
# Ten communes that became wards: Resolution 237/NQ-UBTVQH16; their province a city: Resolution 30/2026/QH16. Needed
# while the package with the national list is of an earlier date; what it says already is left as it is.
UPGRADES: tuple[Upgrade, ...] = (
    *(
        Upgrade(code, "phường", _WARDS)
        for code in (
            "25270", "25357", "25363", "26116", "26170", "26248", "26326", "26368", "26425", "26485",
        )
    ),
    Upgrade("75", "thành phố", _WARDS),
)  # fmt: skip
