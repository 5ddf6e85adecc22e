"""``dondoc edxml export``: what waits to be sent, written into a folder that a connector carries to the axis."""

from __future__ import annotations

from pathlib import Path

import click

from dondoc.cli.site import prepare

# isort: split
from dondoc.interchange.actions import mark_fetched
from dondoc.interchange.models import EdxmlMessage, MessageState, MessageWay
from dondoc.interchange.packing import file_name, package

AT_ONCE = 500


@click.group("edxml")
def command() -> None:
    """Gói edXML trao đổi với các hệ thống quản lý văn bản khác."""


@command.command("export")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--agency", type=int, help="Mã cơ quan; bỏ trống: mọi cơ quan.")
def export(folder: Path, agency: int | None) -> None:
    """Ghi các gói chờ gửi vào FOLDER, mỗi gói một tệp; chạy lại không ghi hai lần."""
    prepare()
    folder.mkdir(parents=True, exist_ok=True)
    rows = EdxmlMessage.objects.filter(way=MessageWay.OUT, state=MessageState.READY)
    rows = rows.filter(agency=agency) if agency else rows
    count = failed = 0
    for row in rows.select_related("agency__unit__parent", "document").order_by("id")[:AT_ONCE]:
        try:
            data = package(row)
        except FileNotFoundError:
            click.echo(f"✗ {row}: tệp gốc không còn trên máy chủ", err=True)
            failed += 1
            continue
        target = folder / file_name(row)
        # Whole or not at all: a connector may be looking.
        part = target.with_suffix(".part")
        part.write_bytes(data)
        part.replace(target)
        mark_fetched(None, [row])
        count += 1
    click.echo(f"Đã ghi {count} gói vào {folder}.")
    if failed:
        raise click.exceptions.Exit(1)
