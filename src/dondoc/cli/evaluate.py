"""``dondoc evaluate``: the published score, by field, by document type and by rule."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import click

from dondoc.checking.planting import Measure
from dondoc.cli.linted import measured, section
from dondoc.cli.quality import report
from dondoc.cli.read import line
from dondoc.extraction import calibration, extract
from dondoc.extraction.calibration import Table
from dondoc.extraction.contract import contract
from dondoc.extraction.fitting import cross_error, fit
from dondoc.extraction.scoring import Score, compare
from dondoc.reading import read_path

SUFFIX = ".gold.json"
DOCUMENTS = (".txt", ".docx", ".pdf", ".doc")


@dataclass(slots=True)
class Evaluation:
    """The scores of one set of documents: all together, and by document type. ``documents`` is their number."""

    name: str
    documents: int = 0
    whole: Score = field(default_factory=Score)
    kinds: defaultdict[str, Score] = field(default_factory=lambda: defaultdict(Score))

    def add(self, kind: str, score: Score) -> None:
        self.documents += 1
        self.whole.merge(score)
        self.kinds[kind].merge(score)


@click.command("evaluate", help="Chấm điểm việc đọc trên các văn bản có đáp án ghi sẵn (*.gold.json).")
@click.argument("folders", nargs=-1, metavar="[TÊN=]THƯ-MỤC…")
@click.option("--write", type=click.Path(dir_okay=False, path_type=Path), help="Ghi kết quả vào tệp Markdown.")
@click.option("--linter", is_flag=True, help="Chấm cả việc soát lỗi, trên lỗi cố ý đặt vào văn bản (mất vài phút).")
@click.option("--calibrate", type=click.Path(dir_okay=False, path_type=Path), help="Học lại độ tin cậy, ghi vào tệp.")
def command(folders: tuple[str, ...], write: Path | None, linter: bool, calibrate: Path | None) -> None:
    """Score folders of documents, each a set with a name; without one, the samples that come with the program.

    With --calibrate the confidence is learnt anew from these documents first.
    """
    if calibrate:
        calibrate.write_text(learn(folder for _, folder in _named(folders)).to_json(), "utf-8")
        calibration.table.cache_clear()
    sets = [evaluate(name, folder) for name, folder in _named(folders)]
    if not any(found.documents for found in sets):
        raise click.UsageError("Thư mục không có văn bản nào kèm tệp đáp án .gold.json.")
    notes = write.read_text("utf-8") if write and write.exists() else ""
    more = section([*_linted(folders)]) if linter else ()
    words = report([found for found in sets if found.documents], notes, more)
    click.echo(words, nl=False)
    if write:
        write.write_text(words, "utf-8")


def _named(folders: Iterable[str]) -> list[tuple[str, Path]]:
    named: list[tuple[str, Path]] = []
    for given in folders:
        name, _, path = given.rpartition("=")
        folder = Path(path)
        if not folder.is_dir():
            raise click.UsageError(f"Không có thư mục “{path}”. Hãy kiểm tra lại đường dẫn.")
        named.append((name or folder.name, folder))
    return named or [("Samples", Path(str(files("dondoc.sample") / "files")))]


def evaluate(name: str, folder: Path) -> Evaluation:
    """Reads every document that has gold beside it and compares."""
    found = Evaluation(name)
    for document, gold in cases(folder):
        found.add(gold["document"].get("kind") or "Không rõ loại", compare(gold, line(document)))
    return found


def _linted(folders: Iterable[str]) -> Iterator[tuple[str, Measure]]:
    """The linter over the sets."""
    for name, folder in _named(folders):
        yield name, measured(name, [document for document, _ in cases(folder)])


def learn(folders: Iterable[Path]) -> Table:
    """The table of confidence that documents with gold teach, with its error on documents not seen."""
    documents = [
        compare(gold, contract(extract(read_path(document), learnt=Table()), document.name)).verdicts
        for folder in folders
        for document, gold in cases(folder)
    ]
    learnt = fit(verdict for verdicts in documents for verdict in verdicts)
    return replace(learnt, error=round(cross_error(documents), 4))


def cases(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The documents of a folder that have gold, with it."""
    for gold in sorted(folder.glob("*" + SUFFIX)):
        name = gold.name.removesuffix(SUFFIX)
        document = next((path for suffix in DOCUMENTS if (path := gold.with_name(name + suffix)).exists()), None)
        if document is not None:
            yield document, json.loads(gold.read_text("utf-8"))
