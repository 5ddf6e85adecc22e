"""Throw damaged files at the readers and at extraction: ``make fuzz``, or ``python tools/fuzz.py --minutes 15``.

The sample documents are damaged at random: bytes of text and PDF files, and of the XML inside of Word files, which are
packed again. Whatever a file is, reading it must end in a ``Text`` or in a ``ReadingError``, within ``SECONDS`` and
``MEGABYTES``, and what is read must hold together. A case is a number: the same number always makes the same file.
Files that fail are kept in ``var/fuzz/``, and the exit status is 1.

Where atheris is installed (``pip install atheris``; it is no dependency of the project), ``--atheris`` lets it choose
what to damage next by what the code then does: ``python tools/fuzz.py --atheris --minutes 60``.
"""

from __future__ import annotations

import argparse
import io
import multiprocessing
import random
import resource
import signal
import sys
import time
import zipfile
from collections.abc import Callable, Sequence
from functools import reduce
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "src" / "dondoc" / "sample" / "files"
KEPT = ROOT / "var" / "fuzz"
SECONDS = 10.0
MEGABYTES = 500
TOKENS = [
    *(
        b"\x00",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\r\n",
        b"\f",
        b"\t",
        b" " * 40,
        b"(" * 200,
        b"1.1.1.",
        b"-",
        b"/",
        b"9" * 30,
    ),
    *("Điều 1. ", "a) ", "trước ngày 31/02/2026 ", "Số: /KH-UBND", "chủ trì, phối hợp với ", "Nơi nhận:\n", "̣̉"),
    *(
        b"<w:p>",
        b"</w:p>",
        b"<w:tbl>",
        b"<w:tr>",
        b"<w:tc>",
        b"</w:tc>",
        b'<w:gridSpan w:val="99999"/>',
        b"<w:vMerge/>",
    ),
    *(b'w:val="-1"', b'w:val="4294967296"', b"&#0;", b"<![CDATA[", b'<!DOCTYPE a [<!ENTITY b "c">]>', b"&b;"),
    *(b"/Rotate 90", b"/MediaBox [0 0 1e9 1e9]", b"/Count 99999", b"endobj", b"stream\n", b"/Kids [1 0 R]", b"1e38"),
]
DICTIONARY = [token.encode() if isinstance(token, str) else token for token in TOKENS]


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The file with one to eight stretches changed; a Word file stays a readable archive most of the time."""
    if data[:2] == b"PK" and chance.random() < 0.9:
        return repacked(data, chance)
    return reduce(lambda hurt_before, _: hurt(hurt_before, chance), range(chance.choice((1, 1, 2, 4, 8))), data)


def repacked(data: bytes, chance: random.Random) -> bytes:
    """The archive with parts of it damaged, lost or doubled."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [(name, archive.read(name)) for name in archive.namelist()]
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
        return hurt(data, chance)
    names = [name for name, _ in parts if name.startswith("word/")] or [name for name, _ in parts]
    chosen = set(chance.choices(names, k=2)) | ({"word/document.xml"} if chance.random() < 0.7 else set())
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            if name in chosen and chance.random() < 0.03:
                continue
            times = chance.choice((1, 2, 6)) if name in chosen else 0
            archive.writestr(name, reduce(lambda part, _: hurt(part, chance), range(times), content))
    return packed.getvalue()


def hurt(data: bytes, chance: random.Random) -> bytes:
    """One stretch deleted, doubled, moved, flipped, blown up, or with a word of the dictionary in it."""
    at = chance.randrange(len(data) + 1)
    stop = min(len(data), at + chance.choice((1, 2, 8, 64, 512)))
    piece = data[at:stop]
    ways: Sequence[Callable[[], bytes]] = (
        lambda: data[:at] + data[stop:],
        lambda: data[:at] + piece + data[at:],
        lambda: data[:at] + chance.choice(DICTIONARY) + data[at:],
        lambda: data[:at] + chance.choice(DICTIONARY) + data[stop:],
        lambda: data[:at] + bytes(byte ^ (1 << chance.randrange(8)) for byte in piece) + data[stop:],
        lambda: data[:at] + chance.randbytes(len(piece)) + data[stop:],
        lambda: data[:at] + piece * chance.choice((3, 50, 2_000)) + data[stop:],
        lambda: data[:stop] + data[(other := chance.randrange(len(data) + 1)) : other + 512] + data[stop:],
        lambda: data[:at],
    )
    return chance.choice(ways)()


def attempt(data: bytes, name: str) -> None:
    """Read a file and extract from it. Raises whatever goes wrong beside ``ReadingError``."""
    from dondoc.extraction import extract
    from dondoc.extraction.contract import contract
    from dondoc.reading import ReadingError, read

    try:
        text = read(data, name)
    except ReadingError:
        return
    size = len(text.content)
    for paragraph in text.paragraphs():
        assert 0 <= paragraph.span.start <= paragraph.span.end <= size, paragraph
    for task in contract(extract(text), name)["tasks"]:
        start, end = task["spans"]["text"]
        assert 0 <= start < end <= size, task


def case(number: int, seeds: Sequence[Path]) -> tuple[bytes, str]:
    chance = random.Random(number)
    seed = chance.choice(seeds)
    return damaged(seed.read_bytes(), chance), seed.name


def work(first: int, step: int, seeds: Sequence[Path], now: Synchronized[int]) -> None:
    """Try cases until stopped; ``now`` says which. A case that takes longer than ``SECONDS`` of processor time ends the
    worker with SIGPROF."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    number = first
    while True:
        data, name = case(number, seeds)
        now.value = number
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        attempt(data, name)
        if resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > MEGABYTES * 1024:
            raise MemoryError(f"{name}: more than {MEGABYTES} MB")
        number += step


class Worker:
    """A process that tries every ``step``-th case, started again behind a case that ended it."""

    def __init__(self, first: int, step: int, seeds: Sequence[Path]) -> None:
        self.step, self.seeds = step, seeds
        self.now = multiprocessing.Value("q", first, lock=False)
        self.start(first)

    def start(self, number: int) -> None:
        arguments = (number, self.step, self.seeds, self.now)
        self.process = multiprocessing.Process(target=work, args=arguments, daemon=True)
        self.process.start()

    def watch(self) -> int | None:
        """The number of the case that ended the worker; None while all is well."""
        if self.process.is_alive():
            return None
        number, code = int(self.now.value), self.process.exitcode
        say(f"case {number} {'took too long' if code == -signal.SIGPROF else f'ended the program with {code}'}")
        self.start(number + self.step)
        return number


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def keep(number: int, seeds: Sequence[Path]) -> None:
    KEPT.mkdir(parents=True, exist_ok=True)
    data, name = case(number, seeds)
    (KEPT / f"{number}-{name}").write_bytes(data)


def run(minutes: float, workers: int, first: int, seeds: Sequence[Path]) -> int:
    """How many cases failed."""
    crew = [Worker(first + index, workers, seeds) for index in range(workers)]
    failed = 0
    end = time.monotonic() + 60 * minutes
    while time.monotonic() < end:
        time.sleep(0.2)
        for worker in crew:
            number = worker.watch()
            if number is not None:
                keep(number, seeds)
                failed += 1
    tried = max(int(worker.now.value) for worker in crew) - first
    for worker in crew:
        worker.process.kill()
    say(f"{tried} files tried from case {first}, {failed} failed")
    return failed


def run_atheris(minutes: float, seeds: Sequence[Path]) -> None:
    """Let atheris choose; it ends the process at the first failure and keeps the file."""
    import atheris

    with atheris.instrument_imports(include=["dondoc"]):
        import dondoc.extraction.contract
        import dondoc.reading.pdf.reader
        import dondoc.reading.plain.reader
        import dondoc.reading.word.reader  # noqa: F401
    KEPT.mkdir(parents=True, exist_ok=True)
    corpus = KEPT / "corpus"
    corpus.mkdir(exist_ok=True)
    for seed in seeds:
        (corpus / seed.name).write_bytes(seed.read_bytes())

    def mutate(data: bytes, size: int, seed: int) -> bytes:
        return damaged(data, random.Random(seed))[:size]

    options = [f"-max_total_time={int(60 * minutes)}", f"-timeout={int(SECONDS)}", "-max_len=400000"]
    limits = [f"-rss_limit_mb={MEGABYTES}", f"-artifact_prefix={KEPT}/"]
    atheris.Setup([sys.argv[0], *options, *limits, str(corpus)], lambda data: attempt(data, "x"), custom_mutator=mutate)
    atheris.Fuzz()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--first", type=int, default=None, help="number of the first case; by default the time")
    parser.add_argument("--case", type=int, help="try one case and show what goes wrong")
    parser.add_argument("--atheris", action="store_true")
    arguments = parser.parse_args()
    seeds = sorted(path for path in SAMPLES.iterdir() if path.suffix in {".docx", ".pdf", ".txt"})
    if arguments.case is not None:
        keep(arguments.case, seeds)
        attempt(*case(arguments.case, seeds))
    elif arguments.atheris:
        run_atheris(arguments.minutes, seeds)
    else:
        first = int(time.time()) * 1000 if arguments.first is None else arguments.first
        sys.exit(run(arguments.minutes, arguments.workers, first, seeds) > 0)


if __name__ == "__main__":
    main()
