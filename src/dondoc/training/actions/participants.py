"""Who takes part: units are asked, what they answered is taken over within the quotas, results and certificates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Max

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.forms.definition import plain_form
from dondoc.organisations.keys import folded
from dondoc.organisations.models import Person
from dondoc.organisations.queries import Membership
from dondoc.surveys.actions import make_form, prepare_survey, publish_form
from dondoc.surveys.models import Survey, SurveyAnswer, SurveyForm
from dondoc.training.actions.courses import locked_course, put
from dondoc.training.models import Course, CourseState, Outcome, Participant, Quota
from dondoc.training.nominating import FORM, MARK, PEOPLE


@action("training.ask_nominations")
def ask_nominations(by: Person, membership: Membership, course_id: int, due_on: date) -> Survey:
    """Begin the round in which units name whom they send to a course; whom it asks is chosen there. Raises NotAllowed,
    Refused where they are asked already."""
    course = locked_course(membership, course_id)
    if course.nominations_id is not None:
        raise Refused("Lớp này đã có đợt cử người; hãy mở đợt đó.")
    form = _form(by, membership)
    days = "; ".join(f"{one.on:%d/%m/%Y}" for one in course.sessions.all())
    where = f"{course.get_way_display()}: {course.place}" if course.place else course.get_way_display()
    note = f"Đối tượng: {course.audience}. {where}. " + (f"Các buổi: {days}. " if days else "")
    survey = prepare_survey(
        by,
        membership,
        form.pk,
        f"Cử người tham gia lớp “{course.title}”"[:300],
        due_on=due_on,
        note=f"{note}Chỉ tiêu mỗi đơn vị: {course.places} người (trừ đơn vị được báo riêng).",
    )
    course.nominations = survey
    put(course)
    return survey


def _form(by: Person, membership: Membership) -> SurveyForm:
    """The agency's form of nominations, made the first time."""
    assert membership.agency is not None
    known = SurveyForm.objects.filter(agency=membership.agency, ready=MARK, archived=False).first()
    if known is not None and known.versions.exists():
        return known
    form = make_form(by, membership, FORM.title)
    form.draft, form.ready = plain_form(FORM), MARK
    form.save()
    publish_form(by, membership, form.pk)
    return form


@action("training.take_nominations")
def take_nominations(by: Person, membership: Membership, course_id: int) -> list[Participant]:
    """Take over whom units have named, in their order: up to the quota as participants, the rest as spare. Who is taken
    already stays as is, so that it may be done again as answers come. Raises NotAllowed, Refused."""
    course = locked_course(membership, course_id)
    if course.nominations_id is None:
        raise Refused("Lớp chưa có đợt cử người.")
    quotas = dict(Quota.objects.filter(course=course).values_list("unit", "places"))
    known = set(course.participants.values_list("key", flat=True))
    taken: dict[str, int] = {}
    for name in course.participants.filter(spare=False).values_list("unit_name", flat=True):
        taken[name] = taken.get(name, 0) + 1
    made: list[Participant] = []
    rows = SurveyAnswer.objects.filter(survey=course.nominations).exclude(submitted_at=None)
    for answer in rows.select_related("addressee").order_by("addressee__order"):
        places = quotas.get(answer.addressee.unit_id or 0, course.places)
        for person in answer.values.get(PEOPLE) or ():
            one = _participant(course, answer, person)
            if one.key in known:
                continue
            known.add(one.key)
            one.spare = taken.get(one.unit_name, 0) >= places
            taken[one.unit_name] = taken.get(one.unit_name, 0) + (not one.spare)
            made.append(one)
    return Participant.objects.bulk_create(made, batch_size=500)


def _participant(course: Course, answer: SurveyAnswer, person: Mapping[str, Any]) -> Participant:
    name, phone = str(person.get("name", "")), str(person.get("mobile", ""))
    row = answer.addressee
    return Participant(
        course=course, unit_id=row.unit_id, unit_name=row.name, full_name=name, post=str(person.get("post", ""))[:200],
        phone=phone, key=f"{folded(name)} {phone}"[:200],
    )  # fmt: skip


@action("training.remove_participant")
def remove_participant(by: Person, membership: Membership, course_id: int, participant_id: int) -> None:
    """Take somebody off who has attended nothing. Raises NotAllowed, Refused."""
    course = locked_course(membership, course_id)
    one = Participant.objects.filter(pk=participant_id, course=course).first()
    if one is None or one.attendances.exists():
        raise Refused("Người này đã điểm danh hoặc không còn trong danh sách; không bỏ được.")
    one.delete()


@action("training.set_results")
def set_results(by: Person, membership: Membership, course_id: int, results: Mapping[int, str], on: date) -> int:
    """Set who passed; whoever passes gets the next certificate number of the agency in the year of ``on``, once and
    for all. Raises NotAllowed, Refused while the course has not begun."""
    course = locked_course(membership, course_id)
    if course.state not in (CourseState.RUNNING, CourseState.DONE):
        raise Refused("Lớp chưa học nên chưa xét kết quả được.")
    if not set(results.values()) <= set(Outcome.values):
        raise Refused("Hãy chọn kết quả: đạt, không đạt hoặc chưa xét.")
    numbered = Participant.objects.filter(course__agency=course.agency_id, certified_on__year=on.year)
    number = numbered.aggregate(last=Max("certificate"))["last"] or 0
    changed: list[Participant] = []
    for one in course.participants.select_for_update().filter(pk__in=list(results)):
        if one.result == results[one.pk]:
            continue
        one.result = results[one.pk]
        if one.result == Outcome.PASSED and one.certificate is None:
            number += 1
            one.certificate, one.certified_on = number, on
        changed.append(one)
    Participant.objects.bulk_update(changed, ["result", "certificate", "certified_on"])
    return len(changed)
