"""The settings under test: a database and folders of their own, quick passwords."""

import os
import tempfile

_data = tempfile.mkdtemp(prefix="dondoc-test-")
os.environ.setdefault("DONDOC_DATA", _data)
os.environ.setdefault("DONDOC_SECRET_KEY", "only-for-tests")

from dondoc.config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
