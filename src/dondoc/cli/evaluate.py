"""``dondoc evaluate``: the published score, by field, by document type and by rule."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

import click

from dondoc.cli.read import line
from dondoc.cli.scoring import Count, Score, compare

SUFFIX = ".gold.json"
DOCUMENTS = (".txt", ".docx", ".pdf")
WEAK = 0.9
"""Below this F1 a field is named as a weak spot."""


@dataclass(slots=True)
class Evaluation:
    """The scores of a set of documents: all together, and by document type. ``documents`` is their number."""

    documents: int = 0
    whole: Score = field(default_factory=Score)
    kinds: dict[str, Score] = field(default_factory=dict)


@click.command("evaluate", help="Chấm điểm việc đọc trên các văn bản có đáp án ghi sẵn (*.gold.json).")
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--write", type=click.Path(dir_okay=False, path_type=Path), help="Ghi kết quả vào tệp Markdown.")
def command(folder: Path | None, write: Path | None) -> None:
    """Score a folder of documents; without one, the sample documents that come with the program."""
    found = evaluate(folder or Path(str(files("dondoc.sample") / "files")))
    if not found.documents:
        raise click.UsageError("Thư mục không có văn bản nào kèm tệp đáp án .gold.json.")
    report = "\n".join(markdown(found)) + "\n"
    click.echo(report, nl=False)
    if write:
        write.write_text(report, "utf-8")


def evaluate(folder: Path) -> Evaluation:
    """Reads every document that has gold beside it and compares."""
    found = Evaluation()
    for document, gold in cases(folder):
        kind = gold["document"].get("kind") or "Không rõ loại"
        compare(gold, line(document), (found.whole, found.kinds.setdefault(kind, Score())))
        found.documents += 1
    return found


def cases(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The documents of a folder that have gold, with it."""
    for gold in sorted(folder.glob("*" + SUFFIX)):
        name = gold.name.removesuffix(SUFFIX)
        document = next((path for suffix in DOCUMENTS if (path := gold.with_name(name + suffix)).exists()), None)
        if document is not None:
            yield document, json.loads(gold.read_text("utf-8"))


def markdown(found: Evaluation) -> Iterator[str]:
    """The report as it stands in docs/quality.md."""
    yield "# Quality of reading"
    yield ""
    counted = "mean F1 of the fields with at least four values"
    yield f"{found.documents} documents, overall {found.whole.overall:.3f} ({counted})."
    yield from _section("By field", "field", found.whole.fields.items())
    kinds = ((kind, score.fields["tasks.found"]) for kind, score in sorted(found.kinds.items()))
    yield from _section("Duties found, by document type", "type", kinds)
    yield from _rules(found.whole)
    weak = [name for name, count in found.whole.fields.items() if count.gold >= 4 and count.f1 < WEAK]
    yield ""
    yield f"Weak spots (F1 below {WEAK}): {', '.join(weak) or 'none'}."


def _section(title: str, head: str, rows: Any) -> Iterator[str]:
    yield from (
        "",
        f"## {title}",
        "",
        f"| {head} | precision | recall | F1 | gold |",
        "| --- | ---: | ---: | ---: | ---: |",
    )
    for name, count in rows:
        yield _row(name, count)


def _row(name: str, count: Count) -> str:
    return f"| {name} | {count.precision:.3f} | {count.recall:.3f} | {count.f1:.3f} | {count.gold} |"


def _rules(score: Score) -> Iterator[str]:
    yield from ("", "## By rule that found the duty", "", "| rule | hits | precision |", "| --- | ---: | ---: |")
    for rule, count in sorted(score.rules.items(), key=lambda row: -row[1].found):
        yield f"| {rule} | {count.found} | {count.precision:.3f} |"
