"""atheris chooses what to damage next by what the code then does, and is started again behind each find."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence

from tools.fuzz.crew import say
from tools.fuzz.target import KEPT, MEGABYTES, ROOT, SECONDS, Seed

CORPUS = KEPT / "corpus"
LONGEST = 80_000
# libFuzzer counts seconds of the clock; ``attempt`` counts processor time, which other programs do not disturb.
CLOCK = 6 * SECONDS


def run(minutes: float, seeds: Sequence[Seed]) -> int:
    """How many times something failed; the files are kept."""
    CORPUS.mkdir(parents=True, exist_ok=True)
    for name, data in seeds:
        (CORPUS / name).write_bytes(data[:LONGEST])
    end = time.monotonic() + 60 * minutes
    failed = 0
    while (left := end - time.monotonic()) > 1:
        limits = [f"-max_total_time={int(left)}", f"-timeout={int(CLOCK)}", f"-rss_limit_mb={MEGABYTES}"]
        options = [f"-max_len={LONGEST}", f"-artifact_prefix={KEPT}/", "-print_final_stats=1"]
        program = [sys.executable, "-m", "tools.fuzz.chooser", *limits, *options, str(CORPUS)]
        failed += subprocess.run(program, cwd=ROOT, check=False).returncode != 0
    say(f"guided: ended {failed} times by a failure; the files are in {KEPT.relative_to(ROOT)}/")
    return failed
