"""The tree of the project as the house checks see it: the files that are, or would be, committed."""

from __future__ import annotations

import ast
import functools
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "dondoc"
Function = ast.FunctionDef | ast.AsyncFunctionDef


@functools.cache
def files() -> tuple[Path, ...]:
    """Files under version control and new ones that are not ignored; all files where there is no git."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        return tuple(p for p in ROOT.rglob("*") if p.is_file() and ".venv" not in p.parts and ".git" not in p.parts)
    return tuple(path for name in listed.split("\0") if name and (path := ROOT / name).is_file())


def with_suffix(*suffixes: str) -> Iterator[Path]:
    return (path for path in files() if path.suffix in suffixes)


def sources() -> list[Path]:
    """The Python files of the product, without generated migrations."""
    return [p for p in with_suffix(".py") if p.is_relative_to(SOURCE) and "migrations" not in p.parts]


@functools.cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


@functools.cache
def functions(path: Path) -> tuple[Function, ...]:
    return tuple(node for node in ast.walk(parsed(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))


def code_lines(node: Function) -> int:
    """Lines of a function's body without its docstring."""
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
