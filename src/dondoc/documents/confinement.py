"""Bounds on a child process that opens files from outside: so much memory, no core dump, and gone with its parent."""

from __future__ import annotations

import ctypes
import resource
import signal
import sys
from contextlib import suppress
from pathlib import Path

_DIE_WITH_PARENT = 1
"""prctl(2): PR_SET_PDEATHSIG."""


def confine(memory: int) -> None:
    """Bound this process; ``memory`` is in bytes of address space."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    # Only the soft bound: LibreOffice, which a reader may start, maps more and has a bound of its own.
    resource.setrlimit(resource.RLIMIT_AS, (memory, resource.getrlimit(resource.RLIMIT_AS)[1]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        # Where memory runs out all the same, the system takes this process and not the worker.
        with suppress(OSError):
            Path("/proc/self/oom_score_adj").write_text("900")
