"""Work comes in: letters that the program reads, and duties that an official types."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from dondoc.documents import worker
from dondoc.documents.actions import receive
from dondoc.documents.isolation import HereReader
from dondoc.documents.models import Direction, Document, Intake
from dondoc.organisations.models import Person, Role
from dondoc.sample.year import words
from dondoc.sample.year.courses import Courses
from dondoc.sample.year.office import Office
from dondoc.tasks import actions
from dondoc.tasks.models import Part, Phase, Task, TaskState


class Incoming:
    """The clerk's desk and the coordinator's, who looks over what was read and adds what is not in the text."""

    def __init__(self, office: Office, courses: Courses) -> None:
        self.office, self.courses, self.dice = office, courses, office.dice
        self.number = 0
        self.given = 0

    def letter(self, today: date) -> int:
        """A letter with duties comes in and is looked over; returns how many tasks were given."""
        self.number += 1
        name, direction = f"cong-van-{self.number}.txt", self._direction()
        content = words.letter(self.number, today, words.duty(self.dice), self._ordered(today))
        clerk = self.office.one(Role.CLERK)
        intake: Intake = self.office.do(clerk, receive, name, content, direction)
        worker.work(once=True, reader=HereReader())
        intake.refresh_from_db()
        assert intake.document is not None, intake.message
        return self._look_over(intake.document, today)

    def _direction(self) -> Direction:
        return Direction.INTERNAL if self.dice.random() < 0.1 else Direction.INCOMING

    def _ordered(self, today: date) -> list[words.Ordered]:
        count = self.dice.randint(2, 5)
        return [words.Ordered(self.office.room().name, words.duty(self.dice), self._due(today)) for _ in range(count)]

    def _due(self, today: date) -> date:
        return today + timedelta(days=self.dice.randint(6, 75))

    def _look_over(self, document: Document, today: date) -> int:
        boss = self.office.one(Role.COORDINATOR)
        for task in document.tasks.filter(state=TaskState.PROPOSED):
            self._correct(boss, task)
        for _ in range(self.dice.randint(1, 6)):
            self._type(boss, document, today)
        before = Task.objects.filter(document=document, phase=Phase.OPEN).count()
        confirmed = self.office.do(boss, actions.confirm_all, document.pk)
        given = Task.objects.filter(document=document, phase=Phase.OPEN, collective=False)
        for pk in given.values_list("pk", flat=True) if confirmed else ():
            self.courses.begin(pk)
        return given.count() - before

    def _correct(self, boss: Person, task: Task) -> None:
        """Name a room where the lead is not clear, sometimes correct a day, sometimes drop what is no duty."""
        leads = list(task.assignments.filter(part=Part.LEAD))
        if self.dice.random() < 0.03:
            self.office.do(boss, actions.dismiss, task.pk)
            if self.dice.random() < 0.5:
                self.office.do(boss, actions.restore, task.pk)
        elif len(leads) != 1 or leads[0].unit is None:
            self.office.do(boss, actions.correct, task.pk, {"lead": [{"unit": self.office.room().pk}]})
        elif self.dice.random() < 0.05 and task.due_on is not None:
            later = task.due_on + timedelta(days=self.dice.randint(1, 9))
            self.office.do(boss, actions.correct, task.pk, {"due": later.isoformat()})

    def _type(self, boss: Person, document: Document, today: date) -> None:
        lead: dict[str, Any] = {"unit": self.office.room().pk}
        fields: dict[str, Any] = {"lead": [lead], **self._time(today)}
        if self.dice.random() < 0.04:
            fields["lead"] = [words.COLLECTIVE]
        if self.dice.random() < 0.3:
            other = self.office.room()
            fields["coordinate"] = [{"unit": other.pk}] if other.pk != lead["unit"] else []
        if self.dice.random() < 0.1:
            fields["urgency"] = self.dice.choice(("Khẩn", "Hỏa tốc"))
        text = words.duty(self.dice)
        self.office.do(boss, actions.add_typed, document.pk, text, **fields)

    def _time(self, today: date) -> dict[str, str]:
        turn = self.dice.random()
        kinds: list[tuple[float, Callable[[], dict[str, str]]]] = [
            (0.015, lambda: {"time_text": self.dice.choice(words.RULES)}),
            (0.04, lambda: {"due": "thường xuyên"}),
            (0.09, dict),
            (0.20, lambda: {"time_text": f"trong {self.dice.randint(5, 20):02} ngày làm việc kể từ ngày nhận"}),
        ]
        found = next((made for limit, made in kinds if turn < limit), None)
        return found() if found else {"due": self._due(today).isoformat()}
