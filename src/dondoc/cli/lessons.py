"""``dondoc lessons``: what reviewers corrected, as annotated examples for rules."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime

import click

from dondoc.cli.site import prepare

# isort: split
from django.utils import timezone

from dondoc.audit.errors import Refused
from dondoc.organisations.models import Person
from dondoc.organisations.queries import membership
from dondoc.tasks.lessons import lessons


@click.command("lessons")
@click.option("--as", "username", required=True, help="Tài khoản được xem mọi nhiệm vụ của cơ quan.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Chỉ lấy từ ngày này (năm-tháng-ngày).")
def command(username: str, since: datetime | None) -> None:
    """In những chỗ người rà soát đã sửa, mỗi dòng một ví dụ (JSON), tên người đã được che."""
    prepare()
    person = Person.objects.filter(username=username, is_active=True).first()
    if person is None:
        raise click.ClickException(f"Không có tài khoản “{username}” đang dùng.")
    try:
        for lesson in lessons(membership(person, timezone.localdate()), since.date() if since else None):
            click.echo(json.dumps(asdict(lesson), ensure_ascii=False))
    except Refused as error:
        raise click.ClickException(str(error)) from error
