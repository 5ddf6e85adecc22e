"""The root command: a table of names, each loaded from its own module when it is asked for."""

from __future__ import annotations

import importlib
from collections.abc import Mapping

import click

from dondoc import __version__

COMMANDS: Mapping[str, tuple[str, str]] = {
    "read": ("dondoc.cli.read:command", "Đọc văn bản, in ra các nhiệm vụ được giao."),
    "explain": ("dondoc.cli.explain:command", "Cho biết quy tắc nào tìm ra từng giá trị."),
    "check": ("dondoc.cli.check:command", "Soát lỗi văn bản: chủ trì, thời hạn, cơ quan, viện dẫn, câu chữ."),
    "check-layout": ("dondoc.cli.check_layout:command", "Kiểm tra thể thức tệp Word theo Nghị định 30/2020/NĐ-CP."),
    "serve": ("dondoc.cli.serve:command", "Chạy trang web và tiến trình đọc văn bản."),
    "import": ("dondoc.cli.backlog:command", "Nhập cả thư mục văn bản cũ vào sổ; dừng rồi làm tiếp được."),
    "worker": ("dondoc.cli.worker:command", "Chạy riêng tiến trình đọc văn bản."),
    "scheduler": ("dondoc.cli.scheduler:command", "Chạy riêng việc nhắc việc, gửi thư theo giờ."),
    "tick": ("dondoc.cli.scheduler:tick_command", "Làm một lần những việc theo giờ đã đến lúc."),
    "edxml": ("dondoc.cli.edxml:command", "Ghi các gói edXML chờ gửi ra thư mục."),
    "sample": ("dondoc.cli.sample:command", "Nạp cơ quan mẫu để dùng thử."),
    "simulate": ("dondoc.cli.simulate:command", "Mô phỏng một năm làm việc của cơ quan mẫu và kiểm tra."),
    "search": ("dondoc.cli.search:command", "Kiểm tra, lập lại chỉ mục tìm kiếm."),
    "lessons": ("dondoc.cli.lessons:command", "In những chỗ người rà soát đã sửa, làm ví dụ cho quy tắc."),
    "evaluate": ("dondoc.cli.evaluate:command", "Chấm điểm việc đọc trên một bộ văn bản đã ghi sẵn đáp án."),
}
"""Name → where its click command is ("module:attribute") and the one-line help shown in the list."""


class LazyGroup(click.Group):
    """A group that knows its commands' names and short helps without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*COMMANDS, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return super().get_command(ctx, cmd_name)
        module, _, attribute = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Lệnh"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in COMMANDS])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="dondoc")
def root() -> None:
    """Đôn Đốc: đọc văn bản chỉ đạo, lập danh sách nhiệm vụ và theo dõi thực hiện."""


def main() -> None:
    """Run the command line; the exit status is 0 (all fine), 1 (some files failed) or 2 (wrong use)."""
    root.main(prog_name="dondoc")
