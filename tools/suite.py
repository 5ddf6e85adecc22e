"""Run one suite of tests: ``python tools/suite.py NAME [pytest arguments]``, NAME one of ``SUITES``.

A name that ends in ``postgres`` runs on a PostgreSQL of its own, the others on SQLite.

Where nothing was to be run the status is pytest's 5: a suite that proves nothing does not pass.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# What is only for other suites is not even loaded: each of the three processes would take seconds for it.
OTHERS = ("tests/browser", "tests/api/test_schemathesis.py")
WITHOUT = ["-p", "no:schemathesis", "-p", "no:playwright", *(f"--ignore={path}" for path in OTHERS)]
QUICK = ["-n", "2", "--dist", "loadfile", "-m", "not browser and not load and not long", *WITHOUT]
COLLECTING = ("rounds", "consultations", "proposals", "surveys", "training", "dissemination")
DJANGO_ROOMS = (
    "audit",
    "organisations",
    "documents",
    "tasks",
    *COLLECTING,
    "reports",
    "evaluation",
    "outside",
    "interchange",
    "trust",
    "notices",
    "sample",
    "api",
    "web",
)
SUITES: dict[str, list[str]] = {
    # Tables are made from the models here, which is much faster; migrations are run on PostgreSQL and by make run.
    "sqlite": [*QUICK, "--no-migrations", "tests"],
    "postgres": [*QUICK, *(f"tests/{room}" for room in DJANGO_ROOMS)],
    "browser": ["-m", "browser", "tests"],
    "browser-postgres": ["-m", "browser", "tests/browser/test_main_job.py"],
    "load": ["-m", "load and not long", "tests"],
    "long": ["-m", "long", "--hypothesis-profile=wild", "tests"],
    "load-postgres": ["-m", "load", "tests/documents", "tests/consultations", "tests/surveys"],
}


def standing(arguments: Sequence[str]) -> list[str]:
    """The arguments without the folders of tests that do not exist."""
    return [one for one in arguments if not one.startswith("tests/") or (ROOT / one).exists()]


def main(name: str, *more: str) -> int:
    command = [sys.executable, "-m", "pytest", *standing(SUITES[name]), *more]
    if name.endswith("postgres"):
        command = [sys.executable, "-m", "tests.postgres", *command[1:]]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
