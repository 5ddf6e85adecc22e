"""Two hundred broken files through the whole way in: each one clear Vietnamese sentence, nothing half-saved."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from dondoc.documents import store
from dondoc.documents.isolation import ProcessReader
from dondoc.documents.models import Document, Intake, IntakeState, StoredFile
from dondoc.documents.worker import work
from tests.documents.broken_files import SECRET, broken
from tests.documents.papers import send

pytestmark = pytest.mark.load

FEWEST = 200
VIETNAMESE = re.compile(r"[ăâđêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự]", re.IGNORECASE)
SAYS_WHAT_TO_DO = re.compile(r"\b(hãy|không được đưa lên|không được nhận)\b")


def test_each_broken_file_gets_one_sentence_that_says_what_to_do(office):
    files = list(broken())
    assert len(files) >= FEWEST
    sent = {send(office, data, name).pk: (what, name) for what, name, data in files}
    reader = ProcessReader()
    work(once=True, reader=reader)
    failures = []
    for intake in Intake.objects.filter(pk__in=sent):
        what, name = sent[intake.pk]
        sentence = intake.message
        good = VIETNAMESE.search(sentence) and SAYS_WHAT_TO_DO.search(sentence) and sentence.endswith((".", "…"))
        if intake.state != IntakeState.FAILED or not good or "Traceback" in sentence or "đã thử" in sentence:
            failures.append((what, name, intake.state, sentence))
    assert not failures, "\n".join(map(str, failures))
    assert not Document.objects.exists()
    assert len(Counter(what for what, _ in sent.values())) >= 15
    known = set(StoredFile.objects.values_list("sha256", flat=True))
    on_disk = {path.name for path in store.root().rglob("*") if path.is_file()}
    assert on_disk == known, "no bytes without a row, no row without bytes"
    assert not any(SECRET in store.load(sha256) for sha256 in known), "of a secret nothing stays"
