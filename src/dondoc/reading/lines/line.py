"""A line on a page, and what its page says about where lines begin and end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Segment:
    """Words that stand together; a wide gap parts them from the next on the same line."""

    text: str
    left: float
    right: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass(slots=True)
class Line:
    """One printed line. Positions are points in a PDF and character columns in plain text.

    ``top`` is how far down the page the line stands: points in a PDF, rows in plain text.
    ``above`` is the blank space to the line before on the same page, in lines (0 = none); None at the top of a page.
    ``raw`` is the line of plain text with its blanks.
    ``ruled`` says that a rule stands above, as over footnotes.
    ``marks`` are marks of notes already taken out of ``text``: (offset, key of the note).
    """

    text: str
    page: int
    left: float
    right: float
    above: float | None = 0
    top: float = 0
    bold: bool = False
    italic: bool = False
    size: float | None = None
    segments: tuple[Segment, ...] = ()
    ruled: bool = False
    raw: str = ""
    marks: list[tuple[int, str]] = field(default_factory=list)

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def parts(self) -> tuple[Segment, ...]:
        return self.segments or (Segment(self.text, self.left, self.right),)

    @property
    def unit(self) -> float:
        """Width of a character of this line."""
        return self.width / max(1, len(self.text))


@dataclass(frozen=True, slots=True)
class Measure:
    """The type area of a page: ``left`` and ``right`` edge of body lines, ``above`` the usual space between lines.

    ``slack`` is how far short of the right edge a full line may end, beside the word that no longer fitted.
    ``placed`` says whether left edges are real (a PDF, text that keeps its layout) or lost; ``wrapped`` whether lines
    were broken to fit, or each line is a paragraph.
    """

    left: float
    right: float
    above: float
    slack: float
    placed: bool
    wrapped: bool = True

    @property
    def width(self) -> float:
        return max(1.0, self.right - self.left)


# From here on a line is a whole paragraph; no page of an office document holds this many characters side by side.
PARAGRAPH_WIDTH = 135
FULL_LINES = 0.9
# The left edge is the leftmost one that at least this share of the long lines begin at; first lines are indented.
COMMON = 0.12
FEWEST = 4


def measure(lines: Sequence[Line], *, slack: float, placed: bool) -> Measure:
    """The type area that lines of body text fill. ``slack`` is a share of its width."""
    rights = sorted(line.right for line in lines)
    right = rights[round((len(rights) - 1) * FULL_LINES)] if rights else 0.0
    long = [line for line in lines if line.right - line.left > right * 0.6] or list(lines)
    lefts = Counter(round(line.left) for line in long)
    left = float(min((at for at, count in lefts.items() if count >= COMMON * len(long)), default=0))
    spaces = Counter(round(line.above, 1) for line in lines if line.above is not None)
    above = spaces.most_common(1)[0][0] if spaces else 0.0
    wrapped = placed or right < PARAGRAPH_WIDTH
    return Measure(left, right, above, slack * max(1.0, right - left), placed, wrapped)
