"""Files from outside as text: read in a process of its own before anything of them is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from dondoc.audit.errors import Refused
from dondoc.documents import store
from dondoc.documents.actions.intake import LIMITS, clean_name
from dondoc.documents.isolation import Failed, ProcessReader, Read, Reader, Unreadable
from dondoc.reading.errors import SENTENCES, Reason

READER: Callable[[], Reader] = ProcessReader
"""What files are read with; tests read their own files in the same process."""


@contextmanager
def received(name: str, source: bytes | Iterable[bytes]) -> Iterator[tuple[str, store.Staged, Read]]:
    """A file that came in, staged and read; its bytes are gone afterwards unless they were kept.

    Raises Refused with the sentence of whatever is wrong with it; of a secret nothing stays.
    """
    name = clean_name(name)
    try:
        staged = store.stage(source, LIMITS.size)
    except store.TooLarge:
        raise Refused(f"{name}: {SENTENCES[Reason.TOO_LARGE].format(limit=LIMITS.size_label)}") from None
    try:
        if not staged.size:
            raise Refused(f"{name}: {SENTENCES[Reason.EMPTY]}")
        yield name, staged, _read(name, staged)
    finally:
        staged.discard()


def _read(name: str, staged: store.Staged) -> Read:
    reader = READER()
    try:
        outcome = reader.read(staged.path, name)
    finally:
        reader.close()
    match outcome:
        case Unreadable():
            raise Refused(f"{name}: {outcome.sentence}")
        case Failed():
            raise Refused(f"{name}: phần mềm không đọc được tệp này; hãy lưu lại sang .docx rồi tải lên lại.")
    return outcome
