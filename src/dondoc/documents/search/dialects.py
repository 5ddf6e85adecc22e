"""The databases that can be searched, by Django's name of them."""

from __future__ import annotations

from dondoc.documents.search.postgresql import PostgreSQL
from dondoc.documents.search.sqlite import SQLite
from dondoc.documents.search.statements import Dialect

DIALECTS: dict[str, Dialect] = {"sqlite": SQLite(), "postgresql": PostgreSQL()}
