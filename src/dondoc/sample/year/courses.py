"""What becomes of a task in the simulated year. Each step looks at the task as it is then, and plans the next."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from dondoc.organisations.models import Person, Role
from dondoc.sample.year import words
from dondoc.sample.year.diary import Diary
from dondoc.sample.year.office import Office
from dondoc.tasks import actions
from dondoc.tasks.models import Assignment, Difficulty, DifficultyState, Part, Task, TaskState

S = TaskState
AT_WORK = (S.ASSIGNED, S.ACCEPTED, S.IN_PROGRESS, S.RETURNED)
RANGE = 30
"""Days that work takes that has no last day."""


class Courses:
    """Plans the further life of tasks."""

    def __init__(self, office: Office, diary: Diary) -> None:
        self.office, self.diary, self.dice = office, diary, office.dice

    def begin(self, task_id: int) -> None:
        """A task was given: its unit looks at it within some days; one in twenty is left lying."""
        if self.dice.random() < 0.95:
            self.diary.after(self.dice.randint(1, 4), partial(self.take_on, task_id))
        if self.dice.random() < 0.05:
            self.diary.after(self.dice.randint(1, 60), partial(self.follow, task_id))
        if self.dice.random() < 0.01:
            self.diary.after(self.dice.randint(3, 40), partial(self.call_off, task_id))

    def at_work(self, task_id: int, states: tuple[TaskState, ...] = AT_WORK) -> Task | None:
        return Task.objects.filter(pk=task_id, state__in=states, collective=False).first()

    def lead(self, task: Task) -> int | None:
        return task.assignments.filter(part=Part.LEAD).values_list("unit", flat=True).first()

    def take_on(self, task_id: int) -> None:
        task = self.at_work(task_id, (S.ASSIGNED,))
        if task is None:
            return
        unit_id = self.lead(task)
        head, turn = self.office.head(unit_id), self.dice.random()
        if turn < 0.04:
            self.office.do(head, actions.send_back, task.pk, words.WRONG_UNIT)
            self.diary.after(2, partial(self.settle_sent_back, task_id))
            return
        self._pass_on(task, head, unit_id, turn)
        self.diary.after(self.dice.randint(2, 10), partial(self.report, task_id))
        if self.dice.random() < 0.05:
            self.diary.after(self.dice.randint(2, 8), partial(self.raise_difficulty, task_id))
        self._plan_end(task)

    def _pass_on(self, task: Task, head: Person, unit_id: int | None, turn: float) -> None:
        officers = self.office.officers(unit_id) if unit_id is not None else []
        if turn < 0.12:
            self._forward(task, head)
        elif officers and turn < 0.85:
            chosen = self.dice.sample(officers, min(len(officers), self.dice.randint(1, 2)))
            self.office.do(head, actions.delegate, task.pk, [person.pk for person in chosen])
        else:
            self.office.do(head, actions.accept, task.pk)

    def _forward(self, task: Task, head: Person) -> None:
        earlier = task.due_on - timedelta(days=self.dice.randint(-2, 5)) if task.due_on else None
        child = self.office.do(head, actions.forward, task.pk, self.office.room().pk, due_on=earlier)
        if child is not None:
            self.begin(child.pk)

    def _plan_end(self, task: Task) -> None:
        """Seven of ten hand in in time, two late, one never."""
        due = task.due_on or self.diary.today + timedelta(days=RANGE)
        if self.dice.random() < 0.14:
            self.diary.on(due - timedelta(days=self.dice.randint(-3, 6)), partial(self.ask_for_time, task.pk))
        turn = self.dice.random()
        if turn < 0.9:
            late = self.dice.randint(1, 25) if turn > 0.7 else -self.dice.randint(0, 8)
            self.diary.on(due + timedelta(days=late), partial(self.hand_in, task.pk))

    def settle_sent_back(self, task_id: int) -> None:
        """Who gave the task leaves it where it is, or moves it."""
        if self.at_work(task_id, (S.SENT_BACK,)) is None:
            return
        boss = self.office.one(Role.COORDINATOR)
        if self.dice.random() < 0.4:
            self.office.do(boss, actions.insist, task_id, words.INSISTED)
        else:
            self.office.do(boss, actions.reassign, task_id, self.office.room().pk, reason=words.MOVED)
        self.diary.after(1, partial(self.take_on, task_id))

    def doer(self, task: Task) -> Person:
        """An officer to whom the work was passed on, else the head of the leading unit."""
        rows = Assignment.objects.filter(task=task, part=Part.PERFORM, person__is_active=True).select_related("person")
        people = [row.person for row in rows if row.person and self.office.member(row.person).posts]
        return self.dice.choice(people) if people else self.office.head(self.lead(task))

    def report(self, task_id: int) -> None:
        task = self.at_work(task_id)
        if task is not None:
            percent = min(90, task.percent + self.dice.randint(10, 40))
            self.office.do(self.doer(task), actions.report, task_id, self.dice.choice(words.PROGRESS), percent=percent)

    def ask_for_time(self, task_id: int) -> None:
        task = self.at_work(task_id)
        if task is None or task.due_on is None:
            return
        until = max(task.due_on, self.diary.today) + timedelta(days=self.dice.randint(3, 30))
        if self.office.do(self.doer(task), actions.ask_extension, task_id, until=until, reason=words.MORE_TIME):
            self.diary.after(self.dice.randint(1, 5), partial(self.decide_on_time, task_id, until))

    def decide_on_time(self, task_id: int, until: date) -> None:
        boss, granted = self.office.one(Role.LEADER), self.dice.random() < 0.7
        answer = "" if granted else words.NO_MORE_TIME
        self.office.do(boss, actions.decide_extension, task_id, granted, answer=answer)

    def hand_in(self, task_id: int) -> None:
        task = self.at_work(task_id)
        if task is None:
            return
        if self.office.do(self.doer(task), actions.submit, task_id, self.dice.choice(words.RESULTS)):
            if self.dice.random() < 0.03:
                self.office.do(self.doer(task), actions.withdraw, task_id)
                self.diary.after(2, partial(self.hand_in, task_id))
            else:
                self.diary.after(self.dice.randint(1, 6), partial(self.judge, task_id))

    def judge(self, task_id: int) -> None:
        """Accept the result, or return it; a recurring duty goes on with its next period."""
        if self.at_work(task_id, (S.SUBMITTED,)) is None:
            return
        boss = self.office.one(Role.COORDINATOR)
        if self.dice.random() < 0.12:
            self.office.do(boss, actions.return_result, task_id, words.RETURNED)
            self.diary.after(self.dice.randint(2, 9), partial(self.hand_in, task_id))
            return
        task = self.office.do(boss, actions.approve, task_id)
        if task is not None and task.state == S.ACCEPTED:
            self._plan_end(task)
        elif self.dice.random() < 0.01:
            self.diary.after(3, partial(self.open_again, task_id))

    def open_again(self, task_id: int) -> None:
        if self.office.do(self.office.one(Role.LEADER), actions.reopen, task_id, words.OPENED_AGAIN):
            self.diary.after(6, partial(self.hand_in, task_id))

    def call_off(self, task_id: int) -> None:
        if self.at_work(task_id) is not None:
            self.office.do(self.office.one(Role.LEADER), actions.cancel, task_id, words.CALLED_OFF)

    def follow(self, task_id: int) -> None:
        boss = self.office.one(Role.LEADER)
        if self.at_work(task_id) and self.office.do(boss, actions.follow, task_id) and self.dice.random() < 0.3:
            self.diary.after(20, partial(self.unfollow, boss, task_id))

    def unfollow(self, boss: Person, task_id: int) -> None:
        self.office.do(boss, actions.unfollow, task_id)

    def raise_difficulty(self, task_id: int) -> None:
        task = self.at_work(task_id)
        if task is None:
            return
        found = self.office.do(self.doer(task), actions.raise_difficulty, task_id, words.DIFFICULTY)
        if found is not None and self.dice.random() < 0.8:
            self.diary.after(self.dice.randint(1, 9), partial(self.answer, found.pk))

    def answer(self, difficulty_id: int) -> None:
        """Whoever holds it then answers, gives work out of it, or passes it up; the follower for units outside."""
        difficulty = Difficulty.objects.filter(pk=difficulty_id, state=DifficultyState.OPEN).first()
        if difficulty is None:
            return
        boss = self.office.one(Role.LEADER)
        turn = self.dice.random()
        if turn < 0.15:
            self.office.do(boss, actions.pass_up, difficulty_id, words.TOO_HIGH)
            self.diary.after(3, partial(self.answer, difficulty_id))
            return
        due = self.diary.today + timedelta(days=20)
        task = {"text": words.duty(self.dice), "unit": self.office.room().pk, "due_on": due} if turn < 0.4 else None
        done = self.office.do(boss, actions.answer_difficulty, difficulty_id, words.ANSWER, task=task)
        if done is not None and done.outcome_id is not None:
            self.begin(done.outcome_id)
