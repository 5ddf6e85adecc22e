"""``dondoc check-layout``: Word files in, what departs from the layout of Decree 30/2020/NĐ-CP out."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from dondoc.writing.check import Finding, check_layout
from dondoc.writing.errors import WritingError

MISSING = "Không tìm thấy tệp hoặc không được phép mở; hãy kiểm tra lại đường dẫn."


@click.command("check-layout", help="Kiểm tra thể thức tệp Word (.docx) theo Nghị định 30/2020/NĐ-CP.")
@click.argument("paths", nargs=-1, required=True, metavar="TỆP.docx…")
@click.option("--json", "as_json", is_flag=True, help="In JSON Lines, mỗi tệp một dòng.")
def command(paths: tuple[str, ...], as_json: bool) -> None:
    """Check files; exit status 1 where one departs from the decree or could not be read."""
    outcomes = [_check(Path(name)) for name in paths]
    for path, outcome in zip(paths, outcomes, strict=True):
        _print_json(path, outcome) if as_json else _print(path, outcome)
    sys.exit(1 if any(outcomes) else 0)


def _check(path: Path) -> list[Finding] | str:
    """The findings on one file, or the sentence that says why it could not be read."""
    try:
        return check_layout(path.read_bytes())
    except WritingError as error:
        return str(error)
    except OSError:
        return MISSING


def _print(path: str, outcome: list[Finding] | str) -> None:
    if isinstance(outcome, str):
        click.echo(f"{path}: {outcome}", err=True)
    elif not outcome:
        click.echo(f"{path}: đúng thể thức.")
    else:
        click.echo(f"{path}: {len(outcome)} chỗ chưa đúng thể thức")
        for finding in outcome:
            click.echo(f"  - {finding}")


def _print_json(path: str, outcome: list[Finding] | str) -> None:
    if isinstance(outcome, str):
        click.echo(json.dumps({"file": path, "error": {"message": outcome}}, ensure_ascii=False))
    else:
        click.echo(json.dumps({"file": path, "findings": [asdict(finding) for finding in outcome]}, ensure_ascii=False))
