"""No route lets in who does not belong there: every one of them is walked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from dondoc.consultations import actions as consultations
from dondoc.consultations import reading
from dondoc.documents.isolation import HereReader
from dondoc.documents.models import Document
from dondoc.rounds import actions as rounds
from tests.consultations.papers import DRAFT
from tests.organisation import Office
from tests.web.conftest import SignIn
from tests.web.doors import OF_OTHERS

OPEN = {"login", "notices:calendar", "rounds:open", "training:check_in"}
FOR_EVERYBODY = {"logout", "password"}
_SURVEYS = "forms make form publish copy archive help register new home edit results records answer excel word"
_CONSULTATIONS = (
    "overview change pieces merge mend versions add_draft draft_file opinions treat "
    "letters receive excel letter asking form table"
)
_TRAINING = "register new report course edit take remove results certificates session"
_PUBLISHED = "register enter excel correct remove check"
OFFICIALS_ONLY = [
    f"{space}:{name}"
    for space, names in (("surveys", _SURVEYS), ("training", _TRAINING), ("dissemination", _PUBLISHED))
    for name in names.split()
]
WRONG_ROLE = {
    "home": "outsider",
    "search": "outsider",
    "tokens": "outsider",
    "revoke_token": "outsider",
    "documents:incoming": "outsider",
    "documents:outgoing": "outsider",
    "documents:internal": "outsider",
    "documents:upload": "officer",
    "documents:intake": "officer",
    "documents:retry": "officer",
    "documents:answer": "officer",
    "documents:arrivals": "officer",
    "documents:arrival_retry": "officer",
    "documents:main_file": "officer",
    "documents:place_file": "officer",
    "documents:discard": "officer",
    "documents:review": "administrator",
    "documents:paper": "administrator",
    "documents:original": "administrator",
    "documents:page": "administrator",
    "documents:searchable": "administrator",
    "documents:findings": "administrator",
    "documents:set_aside": "officer",
    "documents:take_back": "officer",
    "documents:correct": "administrator",
    "documents:citations": "officer",
    "documents:settle": "officer",
    "documents:chain": "administrator",
    "documents:coverage": "officer",
    "documents:cover": "officer",
    "documents:chain_of_code": "outsider",
    "documents:questions": "officer",
    "documents:confirm": "officer",
    "documents:confirm_all": "officer",
    "documents:add_task": "officer",
    "documents:correct_task": "officer",
    "documents:exclude": "officer",
    "documents:confirm_task": "officer",
    "documents:dismiss_task": "officer",
    "documents:restore_task": "officer",
    "dashboard:page": "officer",
    "outside:register": "officer",
    "outside:system": "officer",
    "outside:mapping": "officer",
    "outside:end": "officer",
    "outside:deliver": "officer",
    "outside:delivery": "officer",
    "outside:compare": "officer",
    "outside:comparison": "officer",
    "evaluation:board": "officer",
    "evaluation:close": "head_telecom",
    "evaluation:word": "officer",
    "evaluation:excel": "clerk",
    "evaluation:pdf": "officer",
    "evaluation:appeals": "officer",
    "evaluation:appeal": "administrator",
    "evaluation:withdraw_appeal": "administrator",
    "evaluation:answer_appeal": "officer",
    "evaluation:formula": "outsider",
    "evaluation:mine": "administrator",
    "evaluation:person": "head_science",
    "evaluation:unit": "head_science",
    "evaluation:excuse": "head_telecom",
    "evaluation:withdraw": "head_telecom",
    "evaluation:mark": "officer",
    "outgoing:prepare": "administrator",
    "outgoing:sequences": "officer",
    "outgoing:void": "officer",
    "outgoing:group": "clerk",
    "outgoing:print": "officer",
    "outgoing:document": "head_science",
    "outgoing:issue": "officer",
    "outgoing:add_tasks": "head_science",
    "outgoing:add_files": "head_science",
    "outgoing:sent": "officer",
    "outgoing:withdraw": "head_science",
    "outgoing:read": "head_science",
    "tasks:register": "outsider",
    "tasks:coming": "head_science",
    "tasks:task": "head_science",
    "tasks:excel": "outsider",
    "tasks:slips": "officer",
    "tasks:step": "head_science",
    "tasks:evidence": "head_science",
    "reports:register": "outsider",
    "reports:add": "officer",
    "reports:dismiss": "officer",
    "reports:obligation": "head_science",
    "reports:change": "head_science",
    "reports:end": "head_science",
    "reports:open_period": "head_science",
    "reports:by_round": "head_science",
    "reports:period": "head_science",
    "reports:counted": "head_science",
    "reports:refill": "head_science",
    "reports:consolidate": "head_science",
    "reports:cancel": "head_science",
    "reports:unit": "head_science",
    "reports:editor": "head_science",
    "reports:add_topic": "head_science",
    "reports:section": "head_science",
    "reports:theirs": "head_science",
    "reports:versions": "head_science",
    "reports:restore": "head_science",
    "reports:preview": "head_science",
    "reports:word": "head_science",
    "reports:pdf": "head_science",
    "reports:excel": "head_science",
    "reports:hand_over": "head_science",
    "reports:take_back": "head_science",
    **dict.fromkeys(["statistics", "counted", "counted_excel", "funds", "funds_excel"], "outsider"),
    "difficulties:register": "outsider",
    "difficulties:raise": "outsider",
    "difficulties:difficulty": "head_science",
    "difficulties:answer": "head_science",
    "difficulties:pass_up": "head_science",
    "difficulties:withdraw": "head_science",
    "desk:mine": "outsider",
    "notices:inbox": "outsider",
    "notices:open": "head_science",
    "notices:read_all": "outsider",
    "notices:own": "outsider",
    "notices:digest": "outsider",
    "notices:feed": "outsider",
    "notices:add_address": "outsider",
    "notices:remove_address": "outsider",
    "settings:agency": "coordinator",
    "settings:reminders": "coordinator",
    "settings:general": "coordinator",
    "settings:add_webhook": "leader",
    "settings:remove_webhook": "leader",
    "settings:add_address": "leader",
    "settings:send_again": "leader",
    "settings:calendar": "outsider",
    "settings:templates": "head_telecom",
    "settings:download_template": "head_telecom",
    "settings:keep_template": "head_telecom",
    "settings:drop_template": "head_telecom",
    "desk:room": "officer",
    "desk:follow": "head_telecom",
    "desk:estates": "head_telecom",
    "desk:urge_many": "clerk",
    "desk:urged": "clerk",
    "desk:letters": "clerk",
    "desk:behind": "clerk",
    "due_first": "outsider",
    "documents:card": "administrator",
    "desk:lead": "officer",
    "organisation:units": "outsider",
    "organisation:suggest": "outsider",
    "organisation:unit": "outsider",
    "organisation:add_unit": "head_science",
    "organisation:rename_unit": "head_science",
    "organisation:add_name": "clerk",
    "organisation:end_name": "leader",
    "organisation:import_units": "clerk",
    "organisation:unit_template": "outsider",
    "organisation:people": "outsider",
    "organisation:create_person": "leader",
    "organisation:person": "outsider",
    "organisation:give_post": "coordinator",
    "organisation:end_post": "coordinator",
    "organisation:set_password": "clerk",
    "organisation:close_account": "leader",
    "organisation:open_account": "leader",
    "organisation:rearrange": "leader",
    "organisation:set_deputy": "clerk",
    "organisation:end_deputy": "clerk",
    "audit:log": "officer",
    "consultations:register": "administrator",
    "consultations:create": "administrator",
    **{f"consultations:{name}": "officer" for name in _CONSULTATIONS.split()},
    "proposals:register": "administrator",
    "proposals:create": "administrator",
    "proposals:table": "officer",
    "proposals:settings": "officer",
    "proposals:decide": "officer",
    "proposals:edit": "officer",
    "proposals:give": "officer",
    "proposals:letters": "officer",
    "proposals:appendix": "officer",
    "proposals:plan": "officer",
    "rounds:asked": "administrator",
    "rounds:answer": "head_science",
    "rounds:addressees": "officer",
    "rounds:add_addressees": "officer",
    "rounds:remove_addressees": "officer",
    "rounds:addressee": "officer",
    "rounds:links": "officer",
    "rounds:begin": "officer",
    "rounds:put_off": "officer",
    "rounds:close": "officer",
    "rounds:reopen": "officer",
    "rounds:chase": "officer",
    **dict.fromkeys(OFFICIALS_ONLY, "administrator"),
    "dissemination:allow": "clerk",
    **OF_OTHERS,
}
GET_ONLY = {
    "tasks:coming",
    "tasks:evidence",
    "documents:intake",
    "documents:paper",
    "documents:findings",
    "documents:original",
    "signatures:content",
    "organisation:suggest",
}


def routes(patterns: list[URLPattern | URLResolver] | None = None, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from routes(pattern.url_patterns, inner)
        elif "web" in pattern.callback.__module__:
            yield f"{space}{pattern.name}", pattern


ALL = dict(routes())


def address(name: str, numbers: dict[str, int | str]) -> str:
    wanted = ALL[name].pattern.converters
    return reverse(name, kwargs={key: numbers.get(key, 1) for key in wanted})


def of_a_round(office: Office, monkeypatch: pytest.MonkeyPatch) -> dict[str, int | str]:
    """An open round of the office that asks one room."""
    by, mine = office.people["coordinator"], office.as_("coordinator", timezone.localdate())
    due_on = mine.today + timedelta(days=7)
    monkeypatch.setattr(reading, "READER", HereReader)
    made = consultations.start(by, mine, "Hỏi", "dự thảo Quy chế", ("a.txt", DRAFT), due_on=due_on)
    asked = made.round
    [row] = rounds.add_body(by, mine, asked.pk, unit_id=office.units["telecom"].pk).added
    rounds.open_round(by, mine, asked.pk)
    letter = consultations.receive_text(by, mine, made.pk, "Thống nhất với dự thảo.")
    piece = made.drafts.get().provisions.first().pk
    return {
        "round_id": asked.pk,
        "addressee_id": row.pk,
        "letter_id": letter.pk,
        "provision_id": piece,
        "number": 1,
        "form": "word",
    }


@pytest.fixture
def numbers(office: Office, paper: Document, monkeypatch: pytest.MonkeyPatch) -> dict[str, int | str]:
    """Ids of objects that exist, so that a refusal is not for want of them."""
    return {
        "document_id": paper.pk,
        "task_id": paper.tasks.first().pk,
        "intake_id": paper.intakes.first().pk,
        "attachment_id": paper.attachments.first().pk,
        "unit_id": office.units["telecom"].pk,
        "name_id": office.units["telecom"].names.filter(kind="abbreviation").first().pk,
        "person_id": office.people["officer"].pk,
        "name": "accept",
        **of_a_round(office, monkeypatch),
        "post_id": office.people["officer"].posts.first().pk,
    }


def test_every_route_is_accounted_for() -> None:
    assert set(ALL) == OPEN | FOR_EVERYBODY | set(WRONG_ROLE)


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_anonymous_are_sent_to_the_login_page(numbers: dict[str, int | str], method: str) -> None:
    for name in set(ALL) - OPEN:
        answer = getattr(Client(), method)(address(name, numbers))
        assert answer.status_code == 302, name
        assert answer["Location"].startswith("/dang-nhap/"), name


def test_the_wrong_role_is_refused(numbers: dict[str, int | str], signed_in: SignIn) -> None:
    clients = {who: signed_in(who) for who in sorted(set(WRONG_ROLE.values()))}
    for name, who in WRONG_ROLE.items():
        client = clients[who]
        for method in ("get",) if name in GET_ONLY else ("get", "post"):
            answer = getattr(client, method)(address(name, numbers), headers={"HX-Request": "true"})
            if answer.status_code != 405:
                assert answer.status_code in (403, 404), (name, who, method, answer.status_code)


def test_a_refusal_is_a_sentence(signed_in: SignIn) -> None:
    answer = signed_in("officer").get("/nhat-ky/")
    assert answer.status_code == 403
    assert "Chỉ lãnh đạo, văn phòng và quản trị được xem nhật ký." in answer.content.decode()


def test_unknown_pages_say_so_in_vietnamese(signed_in: SignIn) -> None:
    answer = signed_in("clerk").get("/khong-co/")
    assert answer.status_code == 404
    assert "Không thấy trang này" in answer.content.decode()


def test_a_form_from_elsewhere_is_refused_in_vietnamese(office: Office) -> None:
    answer = Client(enforce_csrf_checks=True).post("/dang-nhap/", {"username": "x", "password": "y"})
    assert answer.status_code == 403
    assert "Hãy tải lại trang" in answer.content.decode()


def test_a_session_that_ended_reloads_the_page_of_htmx(numbers: dict[str, int | str]) -> None:
    answer = Client().get(address("tasks:register", numbers), headers={"HX-Request": "true"})
    assert answer["HX-Refresh"] == "true"
