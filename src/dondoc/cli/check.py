"""``dondoc check``: documents in, what is missing, impossible, out of date or misspelt in them out."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import click

from dondoc import __version__
from dondoc.checking import RULES, Finding, Matter, Severity, check
from dondoc.checking.sarif import sarif
from dondoc.cli.files import expand, open_file

LAYOUT = "layout.decree30"


@dataclass(frozen=True, slots=True)
class Checked:
    """One file: what was found in it, or the sentence that says why it could not be read."""

    file: str
    findings: tuple[Finding, ...] = ()
    error: str = ""


@click.command("check", help="Soát lỗi văn bản: thiếu chủ trì, thời hạn sai, cơ quan đã sáp nhập, viện dẫn, câu cụt…")
@click.argument("paths", nargs=-1, metavar="TỆP|THƯ-MỤC…")
@click.option("--json", "form", flag_value="json", help="In JSON Lines, mỗi tệp một dòng.")
@click.option("--sarif", "form", flag_value="sarif", help="In một tệp SARIF 2.1.0 cho tất cả.")
@click.option("--rules", "list_rules", is_flag=True, help="In danh sách quy tắc rồi thôi.")
@click.option("--only", "only", multiple=True, metavar="QUY-TẮC", help="Chỉ dùng quy tắc này; ghi được nhiều lần.")
@click.option("--skip", "skip", multiple=True, metavar="QUY-TẮC", help="Bỏ quy tắc này; ghi được nhiều lần.")
@click.option("--layout", is_flag=True, help="Soát cả thể thức tệp Word theo Nghị định 30/2020/NĐ-CP.")
@click.option("--strict", is_flag=True, help="Mã thoát 1 cả khi chỉ có mục “nhắc”.")
def command(paths: tuple[str, ...], form: str | None, list_rules: bool, only: tuple[str, ...], **chosen: Any) -> None:
    """Exit status 0: nothing found, or only notes; 1: an error or a warning (with --strict anything); 2: a file could
    not be read, or wrong use."""
    if list_rules:
        _print_rules()
        return
    rules = _chosen(only, chosen["skip"], chosen["layout"])
    files = list(expand(paths))
    if not files:
        raise click.UsageError("Hãy cho biết tệp hoặc thư mục cần soát.")
    checked: list[Checked] = []
    for one in (checked_file(path, rules) for path in files):
        checked.append(one)
        if form == "json":
            click.echo(json.dumps(as_json(one), ensure_ascii=False))
        elif form is None:
            _print(one)
    if form == "sarif":
        click.echo(json.dumps(_as_sarif(checked), ensure_ascii=False, indent=1))
    sys.exit(_status(checked, strict=chosen["strict"]))


def checked_file(path: Path, rules: set[str]) -> Checked:
    """Reads and checks one file; never raises for what is in it."""
    outcome = open_file(path)
    if outcome.text is None or outcome.directive is None:
        return Checked(str(path), error=outcome.message or "")
    original = path.read_bytes() if LAYOUT in rules and path.suffix.lower() == ".docx" else None
    return Checked(str(path), tuple(check(Matter(outcome.text, outcome.directive, original=original), rules)))


def _chosen(only: Sequence[str], skip: Sequence[str], layout: bool) -> set[str]:
    known = {rule.id for rule in RULES}
    unknown = ({*only} | {*skip}) - known
    if unknown:
        raise click.UsageError(
            f"Không có quy tắc “{sorted(unknown)[0]}”. Xem danh sách bằng lệnh: dondoc check --rules."
        )
    return ({*only} or (known if layout else known - {LAYOUT})) - {*skip}


def _status(checked: Sequence[Checked], *, strict: bool) -> int:
    if any(one.error for one in checked):
        return 2
    counted = [found for one in checked for found in one.findings if strict or found.severity is not Severity.NOTE]
    return 1 if counted else 0


def as_json(one: Checked) -> dict[str, Any]:
    """The line of a file: its findings, or ``error``."""
    if one.error:
        return {"file": one.file, "error": {"message": one.error}}
    return {"file": one.file, "findings": [finding_json(found) for found in one.findings]}


def finding_json(found: Finding) -> dict[str, Any]:
    """A finding as plain values; ``span`` is [start, end) in the text as ``dondoc read`` reads it."""
    return {
        "rule": found.rule,
        "severity": str(found.severity),
        "message": found.message,
        "mend": found.mend,
        "basis": found.basis,
        "words": found.words,
        "span": [found.span.start, found.span.end] if found.span else None,
        "page": found.page,
        "line": found.line,
        "key": found.key,
    }


def _as_sarif(checked: Sequence[Checked]) -> Any:
    read = [(quote(Path(one.file).as_posix()), one.findings) for one in checked if not one.error]
    return sarif(read, __version__, [(quote(Path(one.file).as_posix()), one.error) for one in checked if one.error])


def _print(one: Checked) -> None:
    if one.error:
        click.echo(f"{one.file}: {one.error}", err=True)
        return
    click.echo(f"{one.file}: {_summary(one.findings)}")
    for found in one.findings:
        for line in _lines(found):
            click.echo(line)


def _summary(findings: Sequence[Finding]) -> str:
    counts = Counter(found.severity for found in findings)
    return ", ".join(f"{counts[one]} {one.label}" for one in Severity if counts[one]) or "không có gì phải xem lại."


def _lines(found: Finding) -> Iterator[str]:
    quoted = f" “{found.words}”" if found.words else ""
    yield f"  {found.place}: {found.severity.label}{quoted}"
    yield f"      {found.message} {found.mend}"
    yield f"      [{found.rule}] {found.basis}"


def _print_rules() -> None:
    for rule in RULES:
        click.echo(f"{rule.id:22} {rule.severity.label:9} {rule.title}")
        click.echo(f"{'':22} {'':9} {rule.basis}")
