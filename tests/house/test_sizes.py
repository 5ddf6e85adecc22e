"""Small files and small functions: what grows too large is split by topic before it sets. Actions say what they do."""

from __future__ import annotations

import ast
import statistics

from tests.house.tree import Function, code_lines, functions, parsed, short, sources, with_suffix

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


def test_public_functions_of_actions_have_docstrings():
    """An action is a use case: its docstring says what it does and when it refuses."""
    silent = [
        f"{short(path)}:{node.lineno} {node.name}"
        for path in sources()
        if path.stem == "actions" or path.parent.name == "actions"
        for node in parsed(path).body
        if isinstance(node, Function) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert not silent, silent
