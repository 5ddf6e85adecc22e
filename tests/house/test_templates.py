"""Screens are Vietnamese: no word of English is left between the tags, in labels or in sentences that code shows."""

from __future__ import annotations

import re

from tests.house.tree import short, with_suffix

TAGS = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<(script|style|svg)\b.*?</\1>|<[^>]*>|[\w-]+=\"[^\"]*\"", re.DOTALL)
COMMENT = re.compile(r"\{%\s*comment.*?endcomment\s*%\}|<!--.*?-->", re.DOTALL)
SHOWN = re.compile(r"\b(?:title|alt|placeholder|aria-label)=\"([^\"{]*)\"")
# Common words of screens, without those that are Vietnamese syllables too ("to", "no").
ENGLISH = frozenset(
    [
        "the",
        "and",
        "of",
        "is",
        "are",
        "was",
        "not",
        "your",
        "you",
        "please",
        "error",
        "page",
        "search",
        "save",
        "cancel",
        "delete",
        "edit",
        "add",
        "new",
        "close",
        "open",
        "loading",
        "submit",
        "login",
        "logout",
        "password",
        "user",
        "username",
        "file",
        "files",
        "upload",
        "document",
        "documents",
        "task",
        "tasks",
        "unit",
        "units",
        "name",
        "date",
        "status",
        "yes",
        "ok",
        "next",
        "previous",
        "back",
        "home",
        "more",
        "less",
        "show",
        "hide",
        "all",
        "none",
        "unknown",
        "invalid",
        "required",
    ]
)


def shown_words(html: str) -> list[str]:
    html = COMMENT.sub(" ", html)
    return re.findall(r"[^\W\d_]+", " ".join([TAGS.sub(" ", html), *SHOWN.findall(html)]))


def test_no_english_is_left_on_a_screen():
    found = {
        f"{short(path)}: {word}"
        for path in with_suffix(".html")
        for word in shown_words(path.read_text("utf-8"))
        if word.casefold() in ENGLISH
    }
    assert not found


def test_pages_carry_no_script_or_style_of_their_own():
    """The Content-Security-Policy allows none: scripts and styles are files. Mails have no files, and carry theirs."""
    inline = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|\son\w+=\"|\sstyle=\"|<style\b")
    assert not {
        f"{short(path)}: {found.group().strip()}"
        for path in with_suffix(".html")
        if not path.name.endswith("_mail.html") and (found := inline.search(COMMENT.sub(" ", path.read_text("utf-8"))))
    }


def test_scripts_import_no_other():
    """An imported module has no version in its address: browsers would keep the old one, and run it beside ours."""
    imports = re.compile(r"^\s*import\b|\bimport\(", re.MULTILINE)
    scripts = with_suffix(".js")
    assert scripts
    assert [short(script) for script in scripts if imports.search(script.read_text())] == []
