"""The settings under test: a database and folders of their own, quick passwords."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_MEMORY = Path("/dev/shm")
_data = tempfile.mkdtemp(prefix="dondoc-test-", dir=_MEMORY if os.access(_MEMORY, os.W_OK) else None)
_owner = os.getpid()
atexit.register(lambda: shutil.rmtree(_data, ignore_errors=True) if os.getpid() == _owner else None)
os.environ.setdefault("DONDOC_DATA", _data)
os.environ.setdefault("DONDOC_SECRET_KEY", "only-for-tests")

from dondoc.config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
