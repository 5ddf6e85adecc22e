"""People who are signed in, and a folder of originals for each test."""

from tests.web.conftest import files, signed_in

__all__ = ["files", "signed_in"]
