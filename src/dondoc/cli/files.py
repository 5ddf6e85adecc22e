"""Which files a command line means, and reading one of them without ever raising."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dondoc.extraction import extract
from dondoc.extraction.directive import Directive
from dondoc.reading import ReadingError, read_path
from dondoc.reading.text import Text

SUFFIXES = (".docx", ".pdf", ".txt", ".doc", ".rtf", ".odt", ".jpg", ".jpeg", ".png", ".tif", ".tiff")
MISSING = "Không tìm thấy tệp hoặc không được phép mở; hãy kiểm tra lại đường dẫn."


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file: text and directive, or a reason (for programs) and one Vietnamese sentence."""

    file: str
    text: Text | None = None
    directive: Directive | None = None
    reason: str | None = None
    message: str | None = None


def expand(paths: Iterable[str]) -> Iterator[Path]:
    """The files named, in the order given; a folder stands for the documents in it, by name."""
    for name in paths:
        path = Path(name)
        if path.is_dir():
            yield from sorted(
                p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and not p.name.startswith((".", "~$"))
            )
        else:
            yield path


def open_file(path: Path) -> Outcome:
    """Reads and extracts one file."""
    try:
        text = read_path(path)
    except ReadingError as error:
        return Outcome(str(path), reason=str(error.reason), message=str(error))
    except OSError:
        return Outcome(str(path), reason="missing", message=MISSING)
    return Outcome(str(path), text, extract(text))
