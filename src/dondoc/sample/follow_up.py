"""What becomes of the sample's tasks: taken on, passed on, reported, handed in, accepted, returned, extended."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta

from dondoc.audit.errors import Refused
from dondoc.documents.models import Document
from dondoc.organisations.models import Person, Role
from dondoc.organisations.queries import membership
from dondoc.sample.timeline import CALENDAR, Timeline, working
from dondoc.tasks import actions
from dondoc.tasks.models import DifficultyState, Part, Task, TaskState

FOLLOWER, LEADER = "tonghop", "giamdoc"
PROGRESS = (
    "Đã phân công công chức và lập danh sách việc phải làm.",
    "Đã có dự thảo, đang lấy ý kiến các phòng liên quan.",
    "Đã làm việc với cơ quan phối hợp, thống nhất nội dung và tiến độ.",
    "Đã thu thập xong số liệu, đang tổng hợp.",
)
RESULTS = (
    "Đã hoàn thành và gửi văn bản báo cáo kết quả.",
    "Đã hoàn thành, sản phẩm được đăng trên trang thông tin điện tử của Sở.",
    "Đã trình Lãnh đạo Sở ký ban hành.",
)
RETURNED = "Số liệu chưa khớp với kỳ trước; đề nghị rà soát lại và bổ sung phụ lục."
EXTENSION = "Cơ quan phối hợp chưa có ý kiến; đề nghị lùi thời hạn để hoàn thiện."
DIFFICULTIES = (
    (
        "Phần mềm hiện có chưa xuất được số liệu theo biểu mẫu mới; đề nghị cho hướng xử lý.",
        "Trước mắt tổng hợp thủ công theo biểu mẫu mới; Văn phòng Sở làm việc với đơn vị cung cấp phần mềm.",
    ),
    (
        "Một số xã chưa cử đầu mối phối hợp nên chưa thu được số liệu.",
        "Văn phòng Sở có công văn đề nghị UBND các xã cử đầu mối; phòng tiếp tục với các xã đã có.",
    ),
    (
        "Kinh phí chưa được giao, chưa thuê được đơn vị khảo sát.",
        "Phòng Kế hoạch - Tài chính tham mưu bổ sung kinh phí; thời gian chờ được tính khi xem xét gia hạn.",
    ),
)
GRANTED = "Đồng ý, đề nghị không để chậm thêm."


class FollowUp:
    """Plans the further life of tasks on a timeline. Which course a task takes goes by turns, not by chance."""

    def __init__(self, timeline: Timeline, people: dict[str, Person]) -> None:
        self.timeline, self.people = timeline, people
        self.turn = self.obstacles = 0

    def plan(self, document: Document, since: date) -> None:
        """Plan all tasks of a document that was confirmed on ``since``."""
        tasks = document.tasks.filter(state=TaskState.ASSIGNED, collective=False)
        for task in tasks.prefetch_related("assignments__unit"):
            lead = next(row for row in task.assignments.all() if row.part == Part.LEAD)
            head = self.holder(lead.unit_id, Role.UNIT_HEAD)
            if head is not None:
                self.turn += 1
                self.course(task, head, self.holder(lead.unit_id, Role.OFFICER) or head, since)

    def holder(self, unit_id: int | None, role: Role) -> Person | None:
        """Who has this role in a unit, by turns."""
        found = [person for person in self.people.values() if person.posts.filter(unit=unit_id, role=role).exists()]
        return found[self.turn % len(found)] if found else None

    def course(self, task: Task, head: Person, officer: Person, since: date) -> None:
        """Every seventh task lies untouched; of the rest, those with a day go on to an end, the others just go on."""
        if self.turn % 7 == 6:
            return
        taken = since + timedelta(days=1)
        if officer == head:
            self.do(working(taken, 9, 5), head, actions.accept, task)
        else:
            self.do(working(taken, 9, 5), head, actions.delegate, task, [officer.pk])
        if self.turn % 12 == 5:
            self.obstacle(task, officer, since + timedelta(days=4))
            return
        words = PROGRESS[self.turn % len(PROGRESS)]
        if task.due_on is not None and task.due.startswith("FREQ"):
            self.period(task, officer, max(task.due_on, since + timedelta(days=3)))
            return
        self.do(working(since + timedelta(days=6), 15, 20), officer, actions.report, task, words, percent=35)
        if task.due_on is None:
            self.do(working(since + timedelta(days=20), 10, 40), officer, actions.report, task, words, percent=60)
            return
        endings = (self.in_time, self.in_time, self.late, self.returned, self.extended)
        endings[self.turn % len(endings)](task, officer, max(task.due_on, since + timedelta(days=8)))

    def obstacle(self, task: Task, officer: Person, day: date) -> None:
        """Something stands in the way. The leader answers within two days; every other one came up yesterday and waits
        for an answer still."""
        text, answer = DIFFICULTIES[self.obstacles % len(DIFFICULTIES)]
        self.obstacles += 1
        if self.obstacles % 2 == 0:
            day = CALENDAR.roll_back(self.timeline.now.date() - timedelta(days=1))
        raised = working(day, 8, 50)
        self.do(raised, officer, actions.raise_difficulty, task, text)
        if self.obstacles % 2 == 0:
            return

        def reply(on: date) -> None:
            leader = self.people[LEADER]
            for one in task.difficulties.filter(state=DifficultyState.OPEN):
                with suppress(Refused):
                    actions.answer_difficulty(leader, membership(leader, on), one.pk, answer)

        self.timeline.add(working(raised.date() + timedelta(days=2), 10, 20), reply)
        self.do(working(raised.date() + timedelta(days=5), 15), officer, actions.report, task, PROGRESS[0], percent=50)

    def period(self, task: Task, officer: Person, due: date) -> None:
        """One period of a recurring duty; when its result was accepted the next one is planned."""
        accepted = self.hand_in(task, officer, due - timedelta(days=1))

        def go_on(_day: date) -> None:
            task.refresh_from_db()
            if task.due_on is not None and task.due_on > due:
                self.period(task, officer, task.due_on)

        self.timeline.add(accepted + timedelta(minutes=5), go_on)

    def in_time(self, task: Task, officer: Person, due: date) -> None:
        self.hand_in(task, officer, due - timedelta(days=3))

    def late(self, task: Task, officer: Person, due: date) -> None:
        self.hand_in(task, officer, due + timedelta(days=4))

    def hand_in(self, task: Task, officer: Person, day: date) -> datetime:
        """The result is handed in, and accepted on the second day behind that; returns when."""
        handed = working(day, 14, 30)
        accepted = working(handed.date() + timedelta(days=2), 8, 45)
        self.do(handed, officer, actions.submit, task, RESULTS[self.turn % len(RESULTS)])
        self.do(accepted, self.people[FOLLOWER], actions.approve, task)
        return accepted

    def returned(self, task: Task, officer: Person, due: date) -> None:
        handed = working(due - timedelta(days=4), 16)
        back = working(handed.date() + timedelta(days=2), 9, 30)
        self.do(handed, officer, actions.submit, task, RESULTS[self.turn % len(RESULTS)])
        self.do(back, self.people[FOLLOWER], actions.return_result, task, RETURNED)

    def extended(self, task: Task, officer: Person, due: date) -> None:
        until = due + timedelta(days=21)
        asked, decided = due - timedelta(days=3), due - timedelta(days=1)
        self.do(working(asked, 10, 0), officer, actions.ask_extension, task, until=until, reason=EXTENSION)
        leader = self.people[LEADER]
        self.do(working(decided, 16, 40), leader, actions.decide_extension, task, granted=True, answer=GRANTED)

    def do(
        self, moment: datetime, by: Person, step: Callable[..., object], task: Task, *given: object, **more: object
    ) -> None:
        """Let somebody take a step at a moment. A step that is not open any more then is left out, as it would be."""

        def work(day: date) -> None:
            with suppress(Refused):
                step(by, membership(by, day), task.pk, *given, **more)

        self.timeline.add(moment, work)
