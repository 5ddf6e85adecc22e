"""``dondoc simulate``: plays a year of the sample agency in an empty database and checks that all of it is sound."""

from __future__ import annotations

import time
from datetime import datetime

import click

from dondoc.cli.site import prepare

# isort: split
from django.utils import timezone

from dondoc.audit.errors import Refused
from dondoc.sample.year.simulation import PEOPLE, Check, Plan, Report, simulate

SHOWN = 40


@click.command("simulate")
@click.option("--days", default=365, show_default=True, type=click.IntRange(30, 1000), help="Số ngày.")
@click.option("--tasks", default=3000, show_default=True, type=click.IntRange(1), help="Số nhiệm vụ.")
@click.option("--people", default=PEOPLE, show_default=True, type=click.IntRange(40, 1000), help="Số người.")
@click.option("--seed", default=1, show_default=True, help="Hạt giống ngẫu nhiên; cùng hạt giống, cùng kết quả.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]), help="Ngày cuối (mặc định: hôm nay).")
@click.option(
    "--check",
    type=click.Choice([one.value for one in Check]),
    default=Check.WEEKLY.value,
    show_default=True,
    help="Khi nào kiểm tra.",
)
def command(*, days: int, tasks: int, people: int, seed: int, until: datetime | None, check: str) -> None:
    """Mô phỏng một năm làm việc của cơ quan mẫu trong cơ sở dữ liệu còn trống, kiểm tra các bất biến."""
    prepare()
    last = until.date() if until else timezone.localdate()
    plan = Plan(last, days, tasks, people, seed, Check(check))
    began = time.monotonic()
    try:
        with click.progressbar(length=(last - plan.since).days + 1, label="Mô phỏng", width=30) as bar:
            report = simulate(plan, lambda day: bar.update(1))
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    tell(report, time.monotonic() - began)
    if report.breaches:
        raise click.exceptions.Exit(1)


def tell(report: Report, seconds: float) -> None:
    """Print what a simulation came to."""
    click.echo(f"{report.since:%d/%m/%Y} – {report.until:%d/%m/%Y}, {seconds:.0f} giây")
    click.echo(f"{report.tasks} nhiệm vụ, {report.entries} dòng nhật ký, {report.notices} thông báo")
    click.echo("Thao tác: " + ", ".join(f"{name} {count}" for name, count in report.steps.items()))
    click.echo(f"Bị từ chối: {sum(report.refusals.values())}")
    for (name, sentence), count in list(report.refusals.items())[:SHOWN]:
        click.echo(f"  {count} × {name}: {sentence}")
    click.echo(f"Kiểm tra {report.checks} ngày, vi phạm: {len(report.breaches)}")
    for sentence in report.breaches[:SHOWN]:
        click.echo(f"  ✗ {sentence}")
