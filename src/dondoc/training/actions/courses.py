"""A course is planned: what, for whom, where, when, how many, at what cost."""

from __future__ import annotations

from datetime import date
from typing import Any

from dondoc.audit.errors import NotAllowed, Refused, Stale
from dondoc.audit.recording import action
from dondoc.organisations.models import Person, Unit
from dondoc.organisations.queries import Membership
from dondoc.organisations.secrets import new_secret
from dondoc.training.models import Course, CourseState, Quota, Session, Way
from dondoc.training.policies import require_courses

FIELDS = ("title", "topic", "audience", "way", "place", "note", "places", "cost", "funds")
LONGEST = {"title": 300, "topic": 120, "audience": 120, "place": 300, "funds": 200, "note": 5000}
MOST_PLACES, MOST_COST, MOST_SESSIONS = 500, 10**12, 60


@action("training.make_course")
def make_course(by: Person, membership: Membership, title: str, **fields: Any) -> Course:
    """Plan a course; ``fields`` are of ``FIELDS``. The member's first unit holds it. Raises NotAllowed, Refused."""
    agency = require_courses(membership)
    own = [grant.unit_id for grant in membership.posts if grant.unit_id in membership.unit_ids]
    course = Course(agency=agency, unit_id=own[0], made_by=by)
    _fill(course, {"title": title, **fields})
    course.save()
    return course


@action("training.change_course")
def change_course(by: Person, membership: Membership, course_id: int, version: int | None, **fields: Any) -> Course:
    """Set some of ``FIELDS``. Raises NotAllowed, Refused, Stale."""
    course = locked_course(membership, course_id, version)
    _fill(course, fields)
    return put(course)


def _fill(course: Course, fields: dict[str, Any]) -> None:
    for name in FIELDS:
        if name in fields:
            value = fields[name]
            setattr(course, name, value.strip() if isinstance(value, str) else value)
    if not course.title or not course.audience:
        raise Refused("Hãy ghi tên lớp và đối tượng tham gia.")
    if any(len(getattr(course, name)) > longest for name, longest in LONGEST.items()):
        raise Refused("Tên lớp, địa điểm tối đa 300 ký tự, ghi chú tối đa 5.000 ký tự; hãy rút gọn.")
    if course.way not in Way.values:
        raise Refused("Hãy chọn hình thức học.")
    if not 1 <= course.places <= MOST_PLACES:
        raise Refused(f"Chỉ tiêu mỗi đơn vị từ 1 đến {MOST_PLACES} người.")
    if course.cost is not None and not 0 <= course.cost <= MOST_COST:
        raise Refused("Kinh phí ghi bằng đồng, là số không âm.")


@action("training.add_session")
def add_session(
    by: Person, membership: Membership, course_id: int, on: date, *, hours: str = "", topic: str = "", teacher: str = ""
) -> Session:
    """Add a lesson on a day. Raises NotAllowed, Refused."""
    course = locked_course(membership, course_id)
    if course.sessions.count() >= MOST_SESSIONS:
        raise Refused(f"Một lớp có tối đa {MOST_SESSIONS} buổi; hãy tách thành hai lớp.")
    session = Session(course=course, on=on, hours=hours.strip()[:40], nonce=new_secret())
    session.topic, session.teacher = topic.strip()[:200], teacher.strip()[:200]
    session.save()
    return session


@action("training.drop_session")
def drop_session(by: Person, membership: Membership, course_id: int, session_id: int) -> None:
    """Take a lesson out that nobody has attended. Raises NotAllowed, Refused."""
    course = locked_course(membership, course_id)
    session = Session.objects.filter(pk=session_id, course=course).first()
    if session is None or session.attendances.exists():
        raise Refused("Buổi học đã có người điểm danh hoặc không còn; không bỏ được.")
    session.delete()


@action("training.set_quota")
def set_quota(by: Person, membership: Membership, course_id: int, unit_id: int, places: int) -> Course:
    """How many a unit may send, apart from the others; what equals the course's own takes the row away. Raises
    NotAllowed, Refused."""
    course = locked_course(membership, course_id)
    if not 0 <= places <= MOST_PLACES or not Unit.objects.filter(pk=unit_id).exists():
        raise Refused(f"Hãy chọn đơn vị và chỉ tiêu từ 0 đến {MOST_PLACES} người.")
    Quota.objects.filter(course=course, unit=unit_id).delete()
    if places != course.places:
        Quota(course=course, unit_id=unit_id, places=places).save()
    return course


NEXT = {
    CourseState.PLANNED: (CourseState.RUNNING, CourseState.CANCELLED),
    CourseState.RUNNING: (CourseState.DONE, CourseState.CANCELLED),
    CourseState.DONE: (CourseState.RUNNING,),
    CourseState.CANCELLED: (CourseState.PLANNED,),
}
"""Which state may follow which."""


@action("training.set_state")
def set_state(by: Person, membership: Membership, course_id: int, state: str) -> Course:
    """Begin, end, cancel, or take up again. Raises NotAllowed, Refused."""
    course = locked_course(membership, course_id)
    if state not in NEXT[CourseState(course.state)]:
        raise Refused(f"Lớp đang ở trạng thái “{course.get_state_display()}”; không chuyển được như vậy.")
    if state == CourseState.RUNNING and not course.sessions.exists():
        raise Refused("Lớp chưa có buổi học nào; hãy thêm buổi học trước.")
    course.state = state
    return put(course)


def locked_course(membership: Membership, course_id: int, version: int | None = None) -> Course:
    """The course, locked. Raises NotAllowed, Stale."""
    agency = require_courses(membership)
    course = Course.objects.select_for_update(of=("self",)).filter(pk=course_id, agency=agency).first()
    if course is None:
        raise NotAllowed("Không có lớp này, hoặc bạn không được xem.")
    if version is not None and version != course.version:
        raise Stale()
    return course


def put(course: Course) -> Course:
    """Save a locked course; its version goes up."""
    course.version += 1
    course.save()
    return course
