"""How words really look: direct formatting over character style, paragraph style, table style and defaults (ECMA-376
Part 1, 17.7.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn

Element = Any
"""An element of lxml."""

TWIPS_MM = 1440 / 25.4
_OFF = {"0", "false", "off", "none"}
_DEFAULT_SIZE = 10.0
_PPR, _RPR, _PSTYLE, _TABLE = qn("w:pPr"), qn("w:rPr"), qn("w:pStyle"), qn("w:tbl")


@dataclass(frozen=True, slots=True)
class RunLook:
    """``size`` in points; ``color`` is RRGGBB, or empty for automatic."""

    font: str
    size: float
    bold: bool
    italic: bool
    caps: bool
    underline: bool
    color: str


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """Lengths in millimetres, spaces in points; ``line`` is a multiple of single spacing, None where it is given in
    points; ``listed``: Word puts a number or a dash before the text."""

    align: str
    first: float
    left: float
    right: float
    before: float
    after: float
    line: float | None
    listed: bool


def whole(value: str | None) -> int:
    """A number of an attribute; 0 where it is missing or is none."""
    try:
        return round(float(value or 0))
    except ValueError:
        return 0


def attribute(element: Element, name: str) -> str | None:
    """``w:name`` of ``element``."""
    found = element.get(qn(f"w:{name}"))
    return str(found) if found is not None else None


class Looks:
    """Resolves the look of runs and paragraphs of one document."""

    def __init__(self, document: Document) -> None:
        root: Element = document.styles.element
        self._styles: dict[str, Element] = {}
        self._default_paragraph = ""
        for style in root.findall(qn("w:style")):
            identity = attribute(style, "styleId") or ""
            self._styles[identity] = style
            if attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true", "on"):
                self._default_paragraph = identity
        self._run_defaults = root.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        self._paragraph_defaults = root.find(f"{qn('w:docDefaults')}/{qn('w:pPrDefault')}/{qn('w:pPr')}")
        self._theme = _theme_fonts(document)
        self._styled: dict[str, list[Element]] = {}
        self._plain_runs: dict[str, RunLook] = {}
        self._plain_paragraphs: dict[str, ParagraphLook] = {}

    def _chain(self, identity: str) -> Iterator[Element]:
        """A style and those that it is based on, nearest first."""
        seen: set[str] = set()
        while identity in self._styles and identity not in seen:
            seen.add(identity)
            yield self._styles[identity]
            base = self._styles[identity].find(qn("w:basedOn"))
            identity = (attribute(base, "val") or "") if base is not None else ""

    def _key(self, paragraph: Element) -> str:
        """The paragraph style and the style of the table around it: what all unformatted text of one look shares."""
        properties = paragraph.find(_PPR)
        named = properties.find(_PSTYLE) if properties is not None else None
        own = (attribute(named, "val") or "") if named is not None else self._default_paragraph
        table = next(paragraph.iterancestors(_TABLE), None)
        style = table.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}") if table is not None else None
        return f"{own}\0{attribute(style, 'val') or ''}" if style is not None else own

    def _paragraph_styles(self, key: str) -> list[Element]:
        if key not in self._styled:
            self._styled[key] = [style for identity in key.split("\0") for style in self._chain(identity)]
        return self._styled[key]

    def _run_properties(self, key: str, direct: Element | None) -> list[Element]:
        found = [direct]
        named = direct.find(qn("w:rStyle")) if direct is not None else None
        if named is not None:
            found += [style.find(_RPR) for style in self._chain(attribute(named, "val") or "")]
        found += [style.find(_RPR) for style in self._paragraph_styles(key)]
        return [each for each in [*found, self._run_defaults] if each is not None]

    def run(self, paragraph: Element, run: Element) -> RunLook:
        """The look of ``run`` in ``paragraph``."""
        key, direct = self._key(paragraph), run.find(_RPR)
        if direct is not None:
            return self._run_look(self._run_properties(key, direct))
        if key not in self._plain_runs:
            self._plain_runs[key] = self._run_look(self._run_properties(key, None))
        return self._plain_runs[key]

    def _run_look(self, layers: list[Element]) -> RunLook:
        size = _first(layers, "sz", "val")
        underline = _first(layers, "u", "val")
        color = _first(layers, "color", "val") or ""
        return RunLook(
            font=self._font(layers),
            size=whole(size) / 2 if size else _DEFAULT_SIZE,
            bold=_is_on(layers, "b"),
            italic=_is_on(layers, "i"),
            caps=_is_on(layers, "caps"),
            underline=underline is not None and underline not in _OFF,
            color="" if color.lower() == "auto" else color.upper(),
        )

    def _font(self, layers: list[Element]) -> str:
        for layer in layers:
            fonts = layer.find(qn("w:rFonts"))
            if fonts is None:
                continue
            theme = attribute(fonts, "asciiTheme") or attribute(fonts, "hAnsiTheme")
            if theme:
                return self._theme.get(theme[:5], "")
            named = attribute(fonts, "ascii") or attribute(fonts, "hAnsi")
            if named:
                return named
        return "Times New Roman"

    def paragraph(self, paragraph: Element) -> ParagraphLook:
        """The look of ``paragraph``."""
        key, direct = self._key(paragraph), paragraph.find(_PPR)
        if direct is not None and any(child.tag != _PSTYLE for child in direct):
            return _paragraph_look(self._paragraph_layers(key, direct))
        if key not in self._plain_paragraphs:
            self._plain_paragraphs[key] = _paragraph_look(self._paragraph_layers(key, None))
        return self._plain_paragraphs[key]

    def _paragraph_layers(self, key: str, direct: Element | None) -> list[Element]:
        own = [direct, *(style.find(_PPR) for style in self._paragraph_styles(key))]
        return [layer for layer in [*own, self._paragraph_defaults] if layer is not None]


def _paragraph_look(layers: list[Element]) -> ParagraphLook:
    hanging = _first(layers, "ind", "hanging")
    first = -whole(hanging) if hanging else whole(_first(layers, "ind", "firstLine"))
    line, kind = _first(layers, "spacing", "line"), _first(layers, "spacing", "lineRule")
    return ParagraphLook(
        align={"start": "left", "end": "right", None: "left"}.get(
            _first(layers, "jc", "val"), _first(layers, "jc", "val") or "left"
        ),
        first=first / TWIPS_MM,
        left=whole(_first(layers, "ind", "left") or _first(layers, "ind", "start")) / TWIPS_MM,
        right=whole(_first(layers, "ind", "right") or _first(layers, "ind", "end")) / TWIPS_MM,
        before=_space(layers, "before"),
        after=_space(layers, "after"),
        listed=whole(_first([n for n in map(_list_of, layers) if n is not None], "numId", "val")) > 0,
        line=(whole(line) / 240 if line else 1.0) if kind in (None, "auto") else None,
    )


def _list_of(layer: Element) -> Element | None:
    return layer.find(qn("w:numPr"))


def _space(layers: list[Element], side: str) -> float:
    if _first(layers, "spacing", f"{side}Autospacing") in ("1", "true", "on"):
        return 14.0
    return whole(_first(layers, "spacing", side)) / 20


def _first(layers: list[Element], tag: str, name: str) -> str | None:
    """The attribute ``name`` of the nearest ``tag`` that has it."""
    for layer in layers:
        element = layer.find(qn(f"w:{tag}"))
        if element is not None:
            value = attribute(element, name)
            if value is not None:
                return value
    return None


def _is_on(layers: list[Element], tag: str) -> bool:
    for layer in layers:
        element = layer.find(qn(f"w:{tag}"))
        if element is not None:
            return (attribute(element, "val") or "1").lower() not in _OFF
    return False


def _theme_fonts(document: Document) -> dict[str, str]:
    """Latin fonts of the theme by the first letters of their use: ``minor``, ``major``."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/theme") and not relation.is_external:
            return _fonts_in(relation.target_part.blob)
    return {}


def _fonts_in(theme: bytes) -> dict[str, str]:
    root: Element = parse_xml(theme)
    found = {}
    for use in ("major", "minor"):
        for latin in root.iter(f"{{http://schemas.openxmlformats.org/drawingml/2006/main}}{use}Font"):
            found[use] = str(latin[0].get("typeface", "")) if len(latin) else ""
    return found
