"""How a document stands to those that it names."""

from __future__ import annotations

import pytest

from tests.extraction.reading import directive, letter


@pytest.mark.parametrize(
    ("words", "relation"),
    [
        ("Thực hiện Kế hoạch số 12/KH-UBND ngày 15/01/2026 của UBND tỉnh", "implements"),
        ("Căn cứ Kế hoạch số 12/KH-UBND ngày 15/01/2026 của UBND tỉnh", "basis"),
        ("Kế hoạch này thay thế Kế hoạch số 12/KH-UBND ngày 15/01/2026", "replaces"),
        ("Sửa đổi, bổ sung một số nội dung của Kế hoạch số 12/KH-UBND", "amends"),
        ("Căn cứ Luật Công nghệ số được sửa đổi, bổ sung tại Quyết định số 12/QĐ-UBND", "basis"),
        ("Trả lời Công văn số 12/UBND-VX ngày 15/01/2026 của UBND tỉnh", "answers"),
        ("Mẫu ban hành kèm theo Quyết định số 12/QĐ-UBND", "attached"),
        ("Triển khai việc trên. Ngoài ra có Công văn số 12/UBND-VX", "mentions"),
    ],
)
def test_the_last_word_in_the_sentence_says_the_relation(words: str, relation: str) -> None:
    found = directive(letter(f"1. {words}.")).citations
    assert [row.relation for row in found if row.code.value.startswith("12/")] == [relation]
