"""Is a Word file laid out as Decree 30/2020/NĐ-CP says? For any .docx, whoever made it."""

from dondoc.writing.check.finding import Finding
from dondoc.writing.check.layout import check_layout

__all__ = ["Finding", "check_layout"]
