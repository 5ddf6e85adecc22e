"""What LibreOffice makes of our documents: the pages look as the pictures that are kept, and keep the measures of
Decree 30/2020/NĐ-CP on paper (Annex I)."""

from __future__ import annotations

import pytest
from PIL import Image

from dondoc import libreoffice
from tests.writing.golden import DOCUMENTS, FOLDER, printed, read_pages, strip, unlike

pytestmark = [
    pytest.mark.load,
    pytest.mark.skipif(libreoffice.program() is None, reason="LibreOffice is not installed"),
]
ALIKE = 0.15
"""Share of marked squares that another version of the font or of LibreOffice may change."""
SERIF = ("Times", "Liberation", "Tinos")


@pytest.fixture(scope="module", params=sorted(DOCUMENTS))
def pdf(request: pytest.FixtureRequest) -> tuple[str, bytes]:
    return request.param, printed(request.param)


def kept(name: str) -> Image.Image:
    with Image.open(FOLDER / f"{name}.png") as picture:
        return picture.convert("L")


def test_the_pages_look_as_they_are_kept(pdf: tuple[str, bytes]) -> None:
    name, content = pdf
    assert unlike(strip(content), kept(name)) < ALIKE


def test_the_measures_hold_on_paper(pdf: tuple[str, bytes]) -> None:
    """Margins, font and sizes; the number of a page in the middle above it from the second page of each part on."""
    name, content = pdf
    first_of_part = 0
    for at, page in enumerate(read_pages(content)):
        assert sorted((round(page.width), round(page.height))) == [210, 297]
        assert all(any(serif in word.font for serif in SERIF) for word in page.words)
        is_part = any(word.text == "Phụ" and word.top < 40 for word in page.words)
        first_of_part = at if is_part else first_of_part
        above = [word for word in page.words if word.bottom < 20]
        number = at - first_of_part + 1
        assert [word.text for word in above] == ([] if number == 1 else [str(number)]), (name, at)
        body = [word for word in page.words if word not in above]
        left, right = min(word.left for word in body), max(word.right for word in body)
        assert right <= page.width - 14.5 and max(word.bottom for word in body) <= page.height - 14.5
        if page.width < page.height:
            assert left >= 29.5
        for word in above:
            assert 13 <= round(word.size) <= 14
            assert abs((word.left + word.right) / 2 - page.width / 2) < 12, (
                "in the middle of the text, not of the paper"
            )


def test_the_head_of_a_table_is_on_each_page_of_an_appendix_across() -> None:
    across = [page for page in read_pages(printed("bao-cao")) if page.width > page.height]
    assert len(across) >= 4
    assert all("Cơ quan, đơn vị" in " ".join(word.text for word in page.words) for page in across)


def test_another_look_is_told_apart() -> None:
    one = kept("xin-y-kien")
    lower = Image.new("L", one.size, 255)
    lower.paste(one, (0, 12))
    assert unlike(lower, one) > ALIKE
    assert unlike(kept("bao-cao"), one) == 1.0
    assert unlike(one, one) == 0.0
