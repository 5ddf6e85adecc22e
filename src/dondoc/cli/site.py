"""Django made ready for a command. Import this before anything that knows models; the order of imports sees to it."""

from __future__ import annotations

import os

import click
import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.module_loading import import_string

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dondoc.config.settings")
try:
    django.setup()
except (ImproperlyConfigured, ValueError) as error:
    raise click.ClickException(f"Cấu hình chưa đúng: {error}") from error


def prepare() -> None:
    """Bring the database to this version of the program. Raises ClickException where it cannot be reached."""
    settings.DATA.mkdir(parents=True, exist_ok=True)
    try:
        if not _is_current():
            click.echo("→ Cập nhật cơ sở dữ liệu")
            call_command("migrate", interactive=False, verbosity=0)
        import_string("dondoc.documents.search.tables.make_missing")()
    except OperationalError as error:
        raise click.ClickException(
            f"Không mở được cơ sở dữ liệu ({str(error).strip()}); hãy kiểm tra DATABASE_URL hoặc thư mục DONDOC_DATA."
        ) from error


def _is_current() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
