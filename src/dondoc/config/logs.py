"""What the log of the process must not tell: addresses that are keys."""

from __future__ import annotations

import logging
import re

_KEYS = re.compile(r"/(moi|lich)/[^/\s?\"']+")


class HideSecrets(logging.Filter):
    """Cuts the secret out of the addresses of links without account and of calendar feeds, in every message."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        hidden = _KEYS.sub(r"/\1/…", message)
        if hidden != message:
            record.msg, record.args = hidden, ()
        return True
