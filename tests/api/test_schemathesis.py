"""Whatever is sent, the API never breaks and answers as it says: requests are made out of its own description."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.core import NOT_SET

from dondoc.api.actions import create_token
from dondoc.proposals import actions as proposals
from dondoc.surveys import actions as surveys
from dondoc.tasks import actions
from tests.api.test_rounds import opened
from tests.documents.papers import letter, registered
from tests.organisation import Office
from tests.surveys.surveys import signatures
from tests.training.test_courses import planned

PEOPLE = ("coordinator", "head_telecom", "administrator")


@pytest.fixture
def things(office: Office, settings: Any) -> dict[str, list[Any]]:
    """Ids of what exists, by the name of the parameter."""
    settings.API_RATES = {"token": 10**9, "address": 10**9, "failure": 10**9}
    first, second = registered(office), registered(office, letter(102, "việc khác"), "khac.txt")
    desk = office.people["coordinator"], office.as_("coordinator")
    tasks = [actions.confirm(*desk, [first.tasks.get(clause=clause).pk])[0] for clause in ("1", "3")]
    head = office.people["head_telecom"], office.as_("head_telecom")
    difficulty = actions.raise_difficulty(*head, tasks[0].pk, "Thiếu kinh phí")
    survey = signatures(office)
    call = proposals.start(*desk, "Đề xuất nhiệm vụ", "Kế hoạch năm 2027")
    form = surveys.make_form(*desk, "", ready="systems")
    systems = surveys.prepare_survey(*desk, form.pk, "Rà soát")
    course = planned(office)
    return {
        "round_id": [survey.round_id, call.round_id, systems.round_id],
        "addressee_id": [opened(office, asked).pk for asked in (call.round, systems.round)],
        "course_id": [course.pk],
        "document_id": [first.pk, second.pk],
        "task_id": [tasks[0].pk, tasks[1].pk, *second.tasks.values_list("pk", flat=True)],
        "difficulty_id": [difficulty.pk],
        "intake_id": [first.intakes.get().pk],
        "attachment_id": [first.attachments.get().pk],
    }


def secrets(office: Office) -> list[str]:
    today = timezone.localdate()
    expires = today + timedelta(days=30)
    return [create_token(office.people[name], office.as_(name), "thử", "write", expires)[1] for name in PEOPLE]


def attack(office: Office, things: dict[str, list[Any]], examples: int) -> None:
    """Send so many made-up requests to every operation, most of them about what exists."""
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    tokens = secrets(office)
    for found in schema.get_all_operations():
        operation = found.ok()
        known = {name: ids for name, ids in things.items() if f"{{{name}}}" in operation.path}
        sender(operation, known, tokens, examples)()


def sender(operation: Any, known: dict[str, list[Any]], tokens: list[str], examples: int) -> Callable[[], None]:
    """Sends requests to one operation; ``known`` are ids of what exists."""

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(), data=st.data())
    def send(case: Any, data: st.DataObject) -> None:
        if known and data.draw(st.integers(0, 3)):
            chosen = {name: data.draw(st.sampled_from(ids)) for name, ids in known.items()}
            case.path_parameters = {**(case.path_parameters or {}), **chosen}
        if case.headers not in (None, NOT_SET):
            case.headers.pop("Authorization", None)
        response = case.call(headers={"Authorization": f"Bearer {data.draw(st.sampled_from(tokens))}"})
        asked = (case.as_curl_command(), response.status_code, response.text)
        assert response.status_code < 500, asked
        assert str(response.status_code) in {*operation.definition.raw["responses"], "405"}, asked

    return send


@pytest.mark.load
def test_nothing_breaks_it(office: Office, things: dict[str, list[Any]]) -> None:
    attack(office, things, 12)
