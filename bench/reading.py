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

ROOT = Path(__file__).resolve().parents[1]
FILES = ROOT / "src" / "dondoc" / "sample" / "files"
WRITTEN = ROOT / "tests" / "extraction" / "corpus"
REAL = ROOT.parent / "shared" / "gold" / "dev"
"""Real documents, where they stand beside the repository."""
TWO_PAGES = FILES / "01-cong-van-dich-vu-cong.docx"
MANY = 200
LENGTHS = (10_000, 50_000, 100_000, 250_000, 500_000)


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
    """Against getting the plain text out of the same PDF files: real ones where they stand beside the repository, and
    ours, which are a page or two of nothing but duties."""
    ours = sorted(path for folder in (FILES, WRITTEN) for path in folder.rglob("*.pdf"))
    real = sorted(REAL.glob("*.pdf"))
    figures = against_pdfium("our short PDFs", ours, None if real else 1.0)
    return [*(against_pdfium("real PDFs", real, 1.0) if real else []), *figures, *growth()]


def against_pdfium(name: str, paths: list[Path], bar: float | None) -> list[Figure]:
    texts = [read_path(path) for path in paths]
    times = max(1, 40 // len(paths))
    took, reference = side_by_side(
        lambda: [fresh(text) for text in texts * times],
        lambda: [pdf_text(path) for path in paths * times],
        clock=cpu_seconds,
    )
    both, again = side_by_side(
        lambda: [fresh(read_path(path)) for path in paths],
        lambda: [pdf_text(path) for path in paths],
        rounds=3,
        clock=cpu_seconds,
    )
    size = sum(len(text.content.encode()) for text in texts) * times
    return [
        Figure(f"extraction / pypdfium2 text of the same, {name}", took / reference, "ratio", bar),
        Figure(f"extraction, {name}", size / 6_000 / took, "times 6 kB/s and core"),
        Figure(f"reading and extraction / pypdfium2 text of the same, {name}", both / again, "ratio"),
        Figure(f"reading and extraction, {name}", len(paths) / both, "documents/s and core"),
    ]


def growth() -> list[Figure]:
    """What a character costs in longer and longer text, against the shortest: 1 where time grows as length does."""
    words = "\n".join(text.content for text in map(read_path, documents()))
    texts = [read((words * (size // len(words) + 1))[:size].encode(), "long.txt") for size in LENGTHS]
    took = [min(seconds(functools.partial(fresh, text), cpu_seconds) for _ in range(3)) for text in texts]
    costs = [one / size for one, size in zip(took, LENGTHS, strict=True)]
    return [
        Figure(
            f"extraction: a character of {size // 1000} kB / of {LENGTHS[0] // 1000} kB", cost / costs[0], "ratio", 1.5
        )
        for size, cost in zip(LENGTHS[1:], costs[1:], strict=True)
    ]
