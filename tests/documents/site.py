"""A site of its own for workers that are killed: ``python -m tests.documents.site setup|send N|check``.

Runs in processes of its own on the database and folder that the environment names.
"""

from __future__ import annotations

import json
import sys

from django.db.models import Count

from dondoc.cli.site import prepare  # first: it makes Django ready
from dondoc.documents import store
from dondoc.documents.actions import receive
from dondoc.documents.models import Attachment, Citation, Document, DocumentText, Intake, StoredFile
from dondoc.organisations.membership import membership
from dondoc.organisations.models import Person
from dondoc.tasks.models import Task
from tests import organisation
from tests.documents.papers import letter


def setup() -> None:
    prepare()
    organisation.build()


def send(count: int) -> None:
    clerk = Person.objects.get(username="vanthu")
    for number in range(1, count + 1):
        receive(clerk, membership(clerk, organisation.TODAY), f"{number}.txt", letter(number))


def count() -> None:
    print(Document.objects.count())  # noqa: T201


def check() -> None:
    documents = list(Document.objects.order_by("arrival_number").only("code", "arrival_number"))
    tasks = Task.objects.values("document").annotate(count=Count("pk")).values_list("count", flat=True)
    print(  # noqa: T201
        json.dumps(
            {
                "states": sorted(set(Intake.objects.values_list("state", flat=True))),
                "intakes": Intake.objects.count(),
                "documents": len(documents),
                "codes": len({document.code for document in documents}),
                "arrivals": [document.arrival_number for document in documents],
                "texts": DocumentText.objects.count(),
                "attachments": Attachment.objects.count(),
                "citations": Citation.objects.count(),
                "tasks": sorted(set(tasks.order_by())),
                "files": sum(store.path_of(row.sha256).exists() for row in StoredFile.objects.all()),
            }
        )
    )


if __name__ == "__main__":
    {"setup": setup, "send": lambda: send(int(sys.argv[2])), "count": count, "check": check}[sys.argv[1]]()
