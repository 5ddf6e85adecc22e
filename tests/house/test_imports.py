"""Imports stand at the head of a module, and modules do not import one another in circles."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter

import grimp
import pytest

from tests.house.tree import Function, functions, parsed, short, sources


def test_no_import_stands_inside_a_function():
    inside = [
        f"{short(path)}:{node.lineno}"
        for path in sources()
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not inside, f"move to the head of the module: {sorted(set(inside))}"


def test_no_import_cycles():
    graph = grimp.build_graph("dondoc", cache_dir=None)
    order = TopologicalSorter({name: graph.find_modules_directly_imported_by(name) for name in graph.modules})
    try:
        order.prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


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
