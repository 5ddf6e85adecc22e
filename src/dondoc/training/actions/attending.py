"""Who was there: ticked on a list, or by themselves with the QR code of the session."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dondoc.audit.errors import Refused
from dondoc.audit.recording import acted_as, action
from dondoc.organisations.models import Person
from dondoc.organisations.queries import Membership
from dondoc.training.actions.courses import locked_course
from dondoc.training.models import Attendance, AttendedBy, CourseState, Participant, Session

UNKNOWN = "Không thấy số điện thoại này trong danh sách lớp; hãy kiểm tra lại hoặc báo người phụ trách lớp."


@action("training.attend")
def attend(by: Person, membership: Membership, course_id: int, session_id: int, present: Iterable[int]) -> int:
    """Set who was at a session to exactly these participants. Raises NotAllowed, Refused."""
    course = locked_course(membership, course_id)
    session = Session.objects.filter(pk=session_id, course=course).first()
    if session is None:
        raise Refused("Không còn buổi học này; hãy tải lại trang.")
    wanted = set(course.participants.filter(pk__in=list(present)).values_list("pk", flat=True))
    rows = Attendance.objects.filter(session=session)
    rows.exclude(participant__in=wanted).delete()
    known = set(rows.values_list("participant", flat=True))
    Attendance.objects.bulk_create(
        Attendance(session=session, participant_id=pk, means=AttendedBy.LIST) for pk in sorted(wanted - known)
    )
    return len(wanted)


@action("training.check_in")
def check_in(by: None, session_id: int, phone: str, today: date) -> Participant:
    """Somebody says with their own phone number that they are here, on the day of the session. Twice changes nothing.
    Raises Refused."""
    session = Session.objects.select_related("course").get(pk=session_id)
    acted_as(session.course.agency_id)
    if session.on != today or session.course.state not in (CourseState.PLANNED, CourseState.RUNNING):
        raise Refused(f"Chỉ điểm danh trong ngày học {session.on:%d/%m/%Y}.")
    found = list(Participant.objects.filter(course=session.course, phone=phone)[:2]) if phone else []
    if len(found) != 1:
        raise Refused(UNKNOWN)
    Attendance.objects.get_or_create(session=session, participant=found[0], defaults={"means": AttendedBy.QR})
    return found[0]
