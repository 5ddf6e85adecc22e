"""Words that somebody drags the mouse over become a task, by the button beside them or dropped on the list."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from dondoc.documents.models import Document
from tests.browser.conftest import SignIn
from tests.browser.papers import DOCX
from tests.browser.test_main_job import ReadAll, drawn_again, hand_in, open_review

PLACE = """([number, words]) => {
  const paragraph = document.querySelectorAll("#paper .para")[number];
  paragraph.scrollIntoView({ block: "center", behavior: "instant" });
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    const box = range.getBoundingClientRect();
    return [box.left, box.right, (box.top + box.bottom) / 2];
  }
  return null;
}"""


def place(page: Page, number: int, words: str) -> tuple[float, float, float]:
    """Left, right and middle of words of a paragraph on the screen."""
    found = page.evaluate(PLACE, [number, words])
    assert found is not None, words
    return tuple(found)


def drag_over(page: Page, number: int, first: str, last: str) -> None:
    """Press the button at the beginning of a word, draw to the end of another, let go."""
    place(page, number, first)
    left, _, top = place(page, number, first)
    _, right, bottom = place(page, number, last)
    page.mouse.move(left + 1, top)
    page.mouse.down()
    page.mouse.move((left + right) / 2, (top + bottom) / 2, steps=4)
    page.mouse.move(right - 1, bottom, steps=4)
    page.mouse.up()


def test_words_that_the_mouse_went_over_become_a_task(signed_in: SignIn, read_all: ReadAll) -> None:
    page = signed_in("clerk")
    hand_in(page, read_all, DOCX)
    open_review(page, DOCX.name)
    document = Document.objects.get()
    before = document.tasks.count()
    number, words = next(
        (index, text.split())
        for index, text in enumerate(page.locator("#paper .para").all_inner_texts())
        if index > 8 and len(text.split()) > 12 and len(set(text.split())) == len(text.split())
    )
    drag_over(page, number, words[3], words[7])
    wanted = " ".join(words[3:8])
    expect(page.get_by_role("button", name="Thêm nhiệm vụ từ đoạn này")).to_be_visible()
    assert " ".join(page.evaluate("getSelection().toString()").split()) == wanted
    with drawn_again(page):
        page.get_by_role("button", name="Thêm nhiệm vụ từ đoạn này").click()
    expect(page.locator("#added .task-card")).to_have_count(1)
    added = document.tasks.order_by("-id").first()
    assert added is not None
    assert re.sub(r"\s+", " ", document.text.content[added.start : added.end]) == wanted

    drag_over(page, number, words[8], words[10])
    left, right, middle = place(page, number, words[9])
    page.mouse.move((left + right) / 2, middle)
    page.mouse.down()
    list_ = page.locator(".pane-side").bounding_box() or {"x": 900.0}
    page.mouse.move(list_["x"] - 40, middle, steps=6)
    page.mouse.move(list_["x"] + 120, middle, steps=6)
    page.mouse.up()
    expect(page.locator("#added .task-card")).to_have_count(2)
    assert document.tasks.count() == before + 2
