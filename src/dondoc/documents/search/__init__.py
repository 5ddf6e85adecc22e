"""Finding by words: one box over all that the rooms put into the index, on SQLite and on PostgreSQL.

``words`` understands what was typed; ``source`` says what a room lets be found, and by whom; ``tables`` keeps the
index, by triggers, so that it stands or falls with what it indexes; ``finding`` asks it; ``matching`` narrows the lists
of the registers; ``snippets`` shows where it was found.
"""

from dondoc.documents.search.finding import Found, Hit, Section, search
from dondoc.documents.search.matching import few, matching
from dondoc.documents.search.source import Filters, Source
from dondoc.documents.search.words import Wanted, wanted

__all__ = ["Filters", "Found", "Hit", "Section", "Source", "Wanted", "few", "matching", "search", "wanted"]
