"""A site of its own for a crowd that answers at once: ``python -m tests.consultations.site setup N|check``.

Runs in processes of its own on the database and folder that the environment names.
"""

from __future__ import annotations

import json
import sys
from datetime import timedelta

from dondoc.cli.site import prepare  # isort: skip  first: it makes Django ready

from django.utils import timezone

from dondoc.consultations import actions, reading
from dondoc.consultations.models import Answer, Opinion, Provision
from dondoc.documents.isolation import HereReader
from dondoc.organisations.membership import membership
from dondoc.organisations.models import Person
from dondoc.rounds import actions as rounds
from dondoc.rounds.models import Addressee, Round
from tests import organisation
from tests.consultations.papers import DRAFT, as_docx


def setup(count: int) -> None:
    """An open consultation with so many outside bodies; prints their tokens and the piece that they speak about."""
    prepare()
    organisation.build()
    reading.READER = HereReader
    by = Person.objects.get(username="tonghop")
    mine = membership(by, timezone.localdate())
    paper = as_docx(DRAFT.decode())
    made = actions.start(
        by, mine, "Hỏi nhiều nơi", "dự thảo Quy chế", ("a.docx", paper), due_on=mine.today + timedelta(9)
    )
    for number in range(count):
        rounds.add_body(by, mine, made.round_id, name=f"Hội nghề nghiệp số {number}")
    rounds.open_round(by, mine, made.round_id)
    tokens = [token for _, token in rounds.make_links(by, mine, made.round_id)]
    piece = Provision.objects.get(draft__consultation=made, key="d4").pk
    print(json.dumps({"tokens": tokens, "piece": piece}))  # noqa: T201


def check() -> None:
    """What the database holds after the crowd."""
    asked = Round.objects.get()
    print(  # noqa: T201
        json.dumps(
            {
                "answered": Addressee.objects.filter(round=asked, state="answered").count(),
                "answers": Answer.objects.count(),
                "opinions": Opinion.objects.count(),
                "texts": Opinion.objects.values("text").distinct().count(),
                "speakers": Opinion.objects.values("addressee").distinct().count(),
            }
        )
    )


if __name__ == "__main__":
    {"setup": lambda: setup(int(sys.argv[2])), "check": check}[sys.argv[1]]()
