"""``dondoc sample``: the invented agency to try the program with."""

from __future__ import annotations

import click
from django.utils import timezone

from dondoc.audit.errors import Refused
from dondoc.cli.site import prepare
from dondoc.sample.load import is_empty, load


@click.group("sample")
def command() -> None:
    """Cơ quan mẫu để dùng thử (tỉnh An Phước là hư cấu)."""


@command.command("load")
@click.option("--if-empty", is_flag=True, help="Không báo lỗi khi đã có dữ liệu.")
def load_command(if_empty: bool) -> None:
    """Nạp cơ quan mẫu, tài khoản và văn bản mẫu vào cơ sở dữ liệu còn trống."""
    prepare()
    if if_empty and not is_empty():
        return
    try:
        load(timezone.now(), progress=lambda step: click.echo(f"→ {step}"))
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from refusal
