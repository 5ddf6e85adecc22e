"""What tests begin with is the same whether it is made or put back."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction

from tests.documents.papers import registered
from tests.organisation import Office, build
from tests.remembered import stand

MOMENT = re.compile(r"datetime\.datetime\([^)]*\)|\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?")


def everything() -> dict[str, Any]:
    """All rows of all tables but for moments, and the files."""
    with connection.cursor() as cursor:
        rows = {
            table: sorted(MOMENT.sub("", repr(row)) for row in cursor.execute(f'SELECT * FROM "{table}"').fetchall())
            for table in connection.introspection.table_names(cursor)
        }
    files = sorted(path.name for path in Path(settings.FILES_ROOT).rglob("*") if path.is_file())
    return {"files": files, **rows}


def after(make: Any, office: Office) -> dict[str, Any]:
    with transaction.atomic():
        document = make(office)
        assert document.tasks.count() == 3
        found = everything()
        transaction.set_rollback(True)
    return found


@pytest.mark.skipif(connection.vendor != "sqlite", reason="elsewhere nothing is put back")
def test_what_is_put_back_is_what_was_made(db: None, settings: Any, tmp_path: Path) -> None:
    office = build()
    stand("office")
    settings.FILES_ROOT = tmp_path / "first"
    after(registered, office)
    stand("office")
    settings.FILES_ROOT = tmp_path / "put-back"
    back = after(registered, office)
    settings.FILES_ROOT = tmp_path / "made"
    made = after(registered.__wrapped__, office)
    assert len(back["files"]) == 1
    for name, rows in made.items():
        assert back[name] == rows, name
