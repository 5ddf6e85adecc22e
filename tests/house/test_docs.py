"""The papers say what is: every target and every linked file that they name exists."""

from __future__ import annotations

import re
import subprocess

from tests.house.tree import ROOT, short, with_suffix

TARGET = re.compile(r"\bmake ([a-z][a-z-]+)\b")
CODE = re.compile(r"`{1,3}[^`]+`{1,3}", re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\((?!https?:|#|mailto:)([^)#\s]+)")


def targets() -> set[str]:
    return set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


def test_make_help_lists_every_target():
    listed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert targets() == set(TARGET.findall(listed))


def test_papers_name_only_targets_that_exist():
    unknown = {
        f"{short(path)}: make {name}"
        for path in with_suffix(".md")
        for code in CODE.findall(path.read_text("utf-8"))
        for name in TARGET.findall(code)
        if name not in targets()
    }
    assert not unknown


def test_links_lead_to_files():
    broken = {
        f"{short(path)}: {link}"
        for path in with_suffix(".md")
        for link in LINK.findall(path.read_text("utf-8"))
        if not (path.parent / link).exists()
    }
    assert not broken
