"""``dondoc search``: the index of words, looked over and made anew."""

from __future__ import annotations

import sys

import click

from dondoc.cli.site import prepare  # first: it makes Django ready

# isort: split
from dondoc.documents.search.source import sources
from dondoc.documents.search.tables import look_over, rebuild


@click.group("search")
def command() -> None:
    """Chỉ mục tìm kiếm."""


@command.command("rebuild")
def rebuild_command() -> None:
    """Lập lại toàn bộ chỉ mục từ dữ liệu đang có."""
    prepare()
    for source in sources():
        click.echo(f"→ {source.label}: {rebuild(source)} mục")


@command.command("check")
def check_command() -> None:
    """So chỉ mục với dữ liệu; mã thoát 1 nếu lệch."""
    prepare()
    states = list(look_over())
    for state in states:
        words = "đúng" if state.sound else f"thiếu {state.missing}, thừa {state.surplus}"
        click.echo(f"{state.source.label}: {state.rows} mục, {words}")
    if not all(state.sound for state in states):
        click.echo("Chỉ mục lệch với dữ liệu; hãy chạy “dondoc search rebuild”.", err=True)
        sys.exit(1)
