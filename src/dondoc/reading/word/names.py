"""Names of WordprocessingML elements and attributes with their namespaces (ISO/IEC 29500-1, transitional)."""

from __future__ import annotations

from functools import cache
from typing import Final

from lxml import etree

Element = etree._Element

MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT: Final = "http://purl.oclc.org/ooxml/wordprocessingml/main"
COMPATIBILITY: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
W: Final = f"{{{MAIN}}}"

OFF: Final = frozenset(("0", "false", "off", "none"))


def value(parent: Element | None, path: str, attribute: str = "val") -> str | None:
    """The attribute of the child at ``path`` ("pPr/jc"), or None where the child or the attribute is absent."""
    if parent is None:
        return None
    child = child_at(parent, path)
    return None if child is None else child.get(W + attribute)


def child_at(parent: Element | None, path: str) -> Element | None:
    """The first child at a path of main-namespace names ("tblPr/tblBorders")."""
    node = parent
    for tag in _tags(path):
        if node is None:
            return None
        node = node.find(tag)
    return node


@cache
def _tags(path: str) -> tuple[str, ...]:
    """The qualified names of a path; only the paths that stand in this code are asked for."""
    return tuple(W + step for step in path.split("/"))


def switch(parent: Element | None, name: str) -> bool | None:
    """A toggle property such as ``w:b``: True, False, or None where it is not said."""
    if parent is None:
        return None
    node = parent.find(W + name)
    return None if node is None else node.get(W + "val", "1") not in OFF


def number(text: str | None, default: int = 0) -> int:
    """An integer attribute; ``default`` where it is absent or no integer."""
    try:
        return int(text) if text is not None else default
    except ValueError:
        return default
