"""Printed registers in the columns of Decree 30/2020/NĐ-CP, Annex IV, and the register of what was done with documents
that came in."""

from __future__ import annotations

from collections.abc import Iterable

from dondoc.writing.blocks import Align, Column, Row, Table
from dondoc.writing.letter import Issuer, Listing

_DAY = "30/09/2026"
OUTGOING = (
    Column("Số, ký hiệu văn bản", 1.5),
    Column("Ngày tháng văn bản", 1.2, Align.CENTER, fits=_DAY),
    Column("Tên loại và trích yếu nội dung văn bản", 3.6),
    Column("Người ký", 1.4),
    Column("Nơi nhận văn bản", 2.0),
    Column("Đơn vị, người nhận bản lưu", 1.3),
    Column("Số lượng bản", 0.7, Align.CENTER),
    Column("Ngày chuyển", 1.2, Align.CENTER, fits=_DAY),
    Column("Ký nhận", 0.8),
    Column("Ghi chú", 0.8),
)
INCOMING = (
    Column("Ngày đến", 1.2, Align.CENTER, fits=_DAY),
    Column("Số đến", 0.7, Align.CENTER),
    Column("Tác giả", 2.0),
    Column("Số, ký hiệu văn bản", 1.5),
    Column("Ngày tháng văn bản", 1.2, Align.CENTER, fits=_DAY),
    Column("Tên loại và trích yếu nội dung văn bản", 3.6),
    Column("Đơn vị hoặc người nhận", 1.6),
    Column("Ngày chuyển", 1.2, Align.CENTER, fits=_DAY),
    Column("Ký nhận", 0.8),
    Column("Ghi chú", 0.8),
)
FOLLOW_UP = (
    Column("Số đến", 0.7, Align.CENTER),
    Column("Tên loại, số, ký hiệu, ngày tháng và tên cơ quan ban hành văn bản", 4.0),
    Column("Đơn vị hoặc người nhận", 2.0),
    Column("Thời hạn giải quyết", 1.2, Align.CENTER, fits=_DAY),
    Column("Tiến độ giải quyết", 1.8),
    Column("Số, ký hiệu văn bản trả lời", 1.6),
    Column("Ghi chú", 1.0),
)


def _register(issuer: Issuer, title: str, period: str, columns: tuple[Column, ...], rows: Iterable[Row]) -> Listing:
    return Listing(issuer, title, Table(columns, rows, count_columns=True), subtitle=period)


def outgoing_register(issuer: Issuer, period: str, rows: Iterable[Row]) -> Listing:
    """Sổ đăng ký văn bản đi. ``period``: ``Từ ngày … đến ngày …``; rows in the order of ``OUTGOING``."""
    return _register(issuer, "Sổ đăng ký văn bản đi", period, OUTGOING, rows)


def incoming_register(issuer: Issuer, period: str, rows: Iterable[Row]) -> Listing:
    """Sổ đăng ký văn bản đến, rows in the order of ``INCOMING``."""
    return _register(issuer, "Sổ đăng ký văn bản đến", period, INCOMING, rows)


def follow_up_register(issuer: Issuer, period: str, rows: Iterable[Row]) -> Listing:
    """Sổ theo dõi giải quyết văn bản đến, rows in the order of ``FOLLOW_UP``."""
    return _register(issuer, "Sổ theo dõi giải quyết văn bản đến", period, FOLLOW_UP, rows)
