"""What holds for all templates: nothing that the content security policy would block, no form without its token."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import dondoc.web

FOLDER = Path(dondoc.web.__file__).parent
TEMPLATES = sorted((FOLDER / "templates").rglob("*.html"))
FORM = re.compile(r"<form\b[^>]*>.*?</form>", re.S)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_nothing_runs_or_is_styled_inline(path: Path) -> None:
    html = path.read_text()
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=\"|javascript:", html)
    assert all("src=" in tag for tag in re.findall(r"<script\b[^>]*>", html))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_form_that_writes_carries_its_token(path: Path) -> None:
    for form in FORM.findall(path.read_text()):
        if 'method="post"' in form:
            assert "{% csrf_token %}" in form


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_input_has_a_label(path: Path) -> None:
    html = path.read_text()
    for tag in re.findall(r"<(?:input|select|textarea)\b[^>]*>", html):
        if 'type="hidden"' in tag or (
            "<label" in html and re.search(r"<label[^>]*>(?:(?!</label>).)*" + re.escape(tag), html, re.S)
        ):
            continue
        named = re.search(r'\bid="([^"]+)"', tag)
        assert "aria-label" in tag or (named and f'for="{named[1]}"' in html), tag


def test_every_icon_that_is_used_is_drawn() -> None:
    drawn = set(re.findall(r'<symbol id="([a-z-]+)"', (FOLDER / "static/web/icons.svg").read_text()))
    used: set[str] = set()
    for path in TEMPLATES:
        used |= set(re.findall(r'{% icon "([a-z-]+)"', path.read_text()))
        used |= set(re.findall(r'{% chip "[^"]*" "[^"]*" "([a-z-]+)"', path.read_text()))
    assert used <= drawn
