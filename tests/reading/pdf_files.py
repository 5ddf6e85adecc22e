"""Writes small PDF files byte by byte: words at places, rules, pages. No library, so that nothing is hidden.

Letters are those of Windows-1252 (the standard font Times-Roman holds no Vietnamese ones), which is enough for layout.
"""

from __future__ import annotations

from dataclasses import dataclass, field

FONTS = {"": "Times-Roman", "b": "Times-Bold", "i": "Times-Italic"}


@dataclass
class Page:
    """Collects drawing commands; y is counted downwards from the top, in points."""

    width: float = 595
    height: float = 842
    commands: list[str] = field(default_factory=list)
    stamps: list[str] = field(default_factory=list)
    """What annotations draw, each in a box of the page's size."""

    def text(self, x: float, y: float, words: str, size: float = 14, style: str = "", *, spread: float = 0) -> Page:
        """Words at a place; ``spread`` points more at each blank, as in justified lines."""
        escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        font = "F" + str(list(FONTS).index(style))
        self.commands.append(f"BT /{font} {size} Tf {spread:.3f} Tw 1 0 0 1 {x} {self.height - y} Tm ({escaped}) Tj ET")
        return self

    def lines(self, x: float, y: float, *words: str, size: float = 14, pitch: float = 18) -> Page:
        for index, line in enumerate(words):
            self.text(x, y + index * pitch, line, size)
        return self

    def grid(self, xs: list[float], ys: list[float]) -> Page:
        """Rules along every x and y given."""
        for y in ys:
            self.commands.append(f"{xs[0]} {self.height - y} {xs[-1] - xs[0]} 0.5 re f")
        for x in xs:
            self.commands.append(f"{x} {self.height - ys[-1]} 0.5 {ys[-1] - ys[0]} re f")
        return self

    def stamp(self, x: float, y: float, words: str) -> Page:
        """An annotation that prints words; without any it draws a rule."""
        self.stamps.append(Page().text(x, y, words).commands[0] if words else "0 0 m 50 50 l S")
        return self

    def turned(self, quarters: int) -> Page:
        """The page with its words turned anticlockwise, as scanners leave it."""
        wide, high = (self.height, self.width) if quarters % 2 else (self.width, self.height)
        matrix = ["1 0 0 1 0 0", f"0 1 -1 0 {wide} 0", f"-1 0 0 -1 {wide} {high}", f"0 -1 1 0 0 {high}"][quarters]
        return Page(wide, high, [f"q {matrix} cm", *self.commands, "Q"])


def pdf(*pages: Page) -> bytes:
    fonts = " ".join(f"/F{index} {3 + index} 0 R" for index in range(len(FONTS)))
    first = 3 + len(FONTS)
    kids = " ".join(f"{first + 2 * index} 0 R" for index in range(len(pages)))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>"]
    objects += [
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>" for name in FONTS.values()
    ]
    drawn: list[str] = []
    behind = first + 2 * len(pages)
    for index, page in enumerate(pages):
        annotations = " ".join(f"{behind + len(drawn) + 2 * n} 0 R" for n in range(len(page.stamps)))
        box = f"0 0 {page.width} {page.height}"
        for stamp in page.stamps:
            drawn += [
                f"<< /Type /Annot /Subtype /Stamp /F 4 /Rect [{box}] /AP << /N {behind + len(drawn) + 1} 0 R >> >>",
                f"<< /Type /XObject /Subtype /Form /BBox [{box}] /Resources << /Font << {fonts} >> >> "
                f"/Length {len(stamp.encode('cp1252'))} >>\nstream\n{stamp}\nendstream",
            ]
        content = "\n".join(page.commands)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page.width} {page.height}] "
            f"/Resources << /Font << {fonts} >> >> /Annots [{annotations}] /Contents {first + 2 * index + 1} 0 R >>"
        )
        objects.append(f"<< /Length {len(content.encode('cp1252'))} >>\nstream\n{content}\nendstream")
    return _file([*objects, *drawn])


def _file(objects: list[str]) -> bytes:
    data = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    start = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    data += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    data += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode()
    return data
