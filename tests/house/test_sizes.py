"""Small files and small functions: what grows too large is split by topic before it sets."""

from __future__ import annotations

import statistics

from tests.house.tree import code_lines, functions, short, sources, with_suffix

LARGEST_FILE = 350
LARGEST_FUNCTION = 60


def test_no_file_is_larger_than_the_cap():
    large = {
        short(path): lines
        for path in with_suffix(".py", ".html", ".css", ".js", ".sh")
        if "migrations" not in path.parts and (lines := len(path.read_text("utf-8").splitlines())) > LARGEST_FILE
    }
    assert not large, f"split by topic: {large}"


def test_no_function_is_longer_than_the_cap():
    long = {
        f"{short(path)}:{node.lineno} {node.name}": lines
        for path in sources()
        for node in functions(path)
        if (lines := (node.end_lineno or 0) - node.lineno + 1) > LARGEST_FUNCTION
    }
    assert not long, f"take parts out: {long}"


def test_the_median_function_is_short():
    assert statistics.median(code_lines(node) for path in sources() for node in functions(path)) < 10
