"""What is said beside a duty: who is to do it in brackets, and sentences that only tell what was done."""

from __future__ import annotations

from dataclasses import replace

from dondoc.extraction import subject_words
from dondoc.extraction.opening import Opening, Reader
from dondoc.reading.text import Span

LONGEST_SUBJECT = 160
"""Characters of the row of names before "đã"."""


def tells_past(reader: Reader, span: Span) -> bool:
    """Whether a sentence only tells what somebody has done: "Thực hiện Kế hoạch số 5, Sở đã phối hợp với …"."""
    done = subject_words.HAS_DONE.search(reader.content, span.start, span.end)
    if done is None or subject_words.STILL_ASKS.search(reader.folded, done.end(), span.end):
        return False
    near = max(span.start, done.start() - LONGEST_SUBJECT)
    for place in (near, *reader.breaks(near, done.start())):
        names = reader.names.at(place, done.end(), "past")
        if names and names.end == done.start():
            return True
    return False


def in_brackets(reader: Reader, span: Span) -> Opening | None:
    """ "… (giao Phòng A chủ trì, phối hợp với Phòng B)" or "… (Phòng A thực hiện)" at the end of a duty."""
    if reader.content[span.end - 1 : span.end] != ")":
        return None
    begins = subject_words.BRACKETED.search(reader.folded, span.start, span.end)
    if begins:
        found = reader.subject(begins.start("charge"), span.end - 1)
        return found if found and found.lead and found.cue else None
    opens = reader.content.rfind("(", span.start, span.end)
    names = reader.names.at(opens + 1, span.end - 1, "lead.in-brackets") if opens >= 0 else None
    if not names or not subject_words.PART_PLAYED.match(reader.folded, names.end, span.end):
        return None
    found = reader.after_subject(names, span.end - 1, False, "lead.in-brackets")
    return replace(found, lead=names.values) if found else Opening(span.start, names.values)
