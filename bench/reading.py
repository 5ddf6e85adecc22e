"""How fast documents are read: the command from a cold start, many files in one call, extraction against pypdfium2."""

from __future__ import annotations

import functools
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2

from bench.figures import Figure, cpu_seconds, seconds, side_by_side
from dondoc.extraction import extract
from dondoc.language.lexicon import words_in
from dondoc.reading import Text, read, read_path

FILES = Path(__file__).resolve().parents[1] / "src" / "dondoc" / "sample" / "files"
TWO_PAGES = FILES / "01-cong-van-dich-vu-cong.docx"
MANY = 200
SHORT, LONG = 50_000, 500_000


def documents() -> list[Path]:
    return sorted(path for path in FILES.iterdir() if path.suffix in {".docx", ".pdf", ".txt"})


def run(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)


def measure() -> list[Figure]:
    return [*cold_start(), *many_files(), *extraction()]


def cold_start() -> list[Figure]:
    """``dondoc read`` on a short Word file, against an interpreter that only imports python-docx."""
    command = functools.partial(run, "-m", "dondoc", "read", str(TWO_PAGES))
    ours, reference = side_by_side(command, functools.partial(run, "-c", "import docx"), rounds=9)
    return [
        Figure("read: cold start / import docx", ours / reference, "ratio", 4.0),
        Figure("read: cold start", ours, "s"),
    ]


def many_files() -> list[Figure]:
    """Many documents of all formats in one call."""
    with tempfile.TemporaryDirectory() as folder:
        originals = documents()
        for number in range(MANY):
            original = originals[number % len(originals)]
            shutil.copy(original, Path(folder) / f"{number:03d}{original.suffix}")
        took = seconds(functools.partial(run, "-m", "dondoc", "read", "--json", folder), cpu_seconds)
    return [Figure(f"read: {MANY} files in one call", MANY / took, "documents/s and core", 50.0, least=True)]


def pdf_text(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        return "".join(page.get_textpage().get_text_bounded() for page in pdf)


def fresh(text: Text) -> object:
    """Extraction of a text that was never seen before: the language room remembers the last few."""
    words_in.cache_clear()
    return extract(text)


def extraction() -> list[Figure]:
    """Extraction from texts that were read before, against getting the plain text out of the same PDF files."""
    paths = [path for path in documents() if path.suffix == ".pdf"] * 10
    texts = [read_path(path) for path in paths]
    ours, reference = side_by_side(
        lambda: [fresh(text) for text in texts],
        lambda: [pdf_text(path) for path in paths],
        clock=cpu_seconds,
    )
    both, again = side_by_side(
        lambda: [fresh(read_path(path)) for path in paths],
        lambda: [pdf_text(path) for path in paths],
        rounds=3,
        clock=cpu_seconds,
    )
    return [
        Figure("extraction / pypdfium2 text of the same PDFs", ours / reference, "ratio", 1.0),
        Figure("extraction", len(paths) / ours, "documents/s"),
        Figure("reading and extraction of PDFs / pypdfium2 text of the same", both / again, "ratio"),
        Figure("reading and extraction of PDFs", len(paths) / both, "documents/s"),
        growth(),
    ]


def growth() -> Figure:
    """What a character costs in 500 kB of text against one in 50 kB: 1 where time grows as the length does."""
    words = "\n".join(text.content for text in map(read_path, documents()))
    short, long = (read((words * (size // len(words) + 1))[:size].encode(), "long.txt") for size in (SHORT, LONG))
    slow, fast = side_by_side(lambda: fresh(long), lambda: fresh(short), rounds=3, clock=cpu_seconds)
    return Figure("extraction: a character of 500 kB / of 50 kB", slow / LONG / (fast / SHORT), "ratio", 1.5)
