"""Throw damaged files at the readers and at extraction: ``make fuzz``, or ``python -m tools.fuzz --minutes 15``.

The sample documents, those written for measuring and a workbook are damaged at random: bytes of text and PDF files,
the streams inside of PDFs, and the XML inside of Word and Excel files, which are packed again. Whatever a file is,
reading it must end in a ``Text`` or in a refusal, within ``SECONDS`` and ``MEGABYTES``, and what is read must hold
together. A case is a number: the same number always makes the same file (``--case NUMBER`` tries one, ``--file PATH``
one that was kept). Files that fail are kept in ``var/fuzz/``, and the exit status is 1.

With ``--atheris`` (``make fuzz-guided`` installs it) atheris chooses what to damage next by what the code then does.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from tools.fuzz import crew, guided
from tools.fuzz.target import attempt, seeds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--first", type=int, default=None, help="number of the first case; by default the time")
    parser.add_argument("--case", type=int, help="try one case and show what goes wrong")
    parser.add_argument("--file", type=Path, help="try one file and show what goes wrong")
    parser.add_argument("--atheris", action="store_true", help="let atheris choose what to damage")
    arguments = parser.parse_args()
    if arguments.file is not None:
        attempt(arguments.file.read_bytes(), arguments.file.name)
    elif arguments.case is not None:
        crew.keep(arguments.case, seeds())
        name, data = crew.case(arguments.case, seeds())
        attempt(data, name)
    else:
        sys.exit(run(arguments) > 0)


def run(arguments: argparse.Namespace) -> int:
    """How much failed."""
    if arguments.atheris:
        return guided.run(arguments.minutes, seeds())
    first = int(time.time()) * 1000 if arguments.first is None else arguments.first
    return crew.run(arguments.minutes, arguments.workers, first, seeds())


if __name__ == "__main__":
    main()
