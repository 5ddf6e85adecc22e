"""No write escapes the log."""

from datetime import date
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import transaction

from dondoc.audit.errors import NotAllowed, Stale
from dondoc.audit.models import Entry, Unchangeable
from dondoc.audit.queries import latest, story
from dondoc.audit.recording import OutsideAction, Recorded, RecordedQuerySet, action, current_act, plain
from dondoc.organisations import actions
from dondoc.organisations.models import Agency, Deputy, Person, Post, Unit, UnitName
from tests.organisation import TODAY, Office

# Why a model of the house is not in the log.
UNRECORDED = {
    "api.ratewindow": "counts requests and no content; gone after minutes",
    "audit.entry": "is the log",
    "documents.documenttext": "derived from a file that is never changed",
    "documents.inlet": "how far the program's own look into a folder or mailbox has come",
    "documents.pageface": "derived from a file that is never changed",
    "notices.heartbeat": "when the program's own jobs ran",
    "notices.notice": "derived from days due and from the log itself; very many",
    "notices.remindermark": "how far the program's own run has come",
    "notices.sending": "the queue and log of messages is its own trace",
    "reports.sectionversion": "is itself what a section was, and who wrote it",
    "organisations.unitancestry": "derived from Unit.parent",
    "interchange.edxmlmessage": "is itself the log of messages that came and went",
    "trust.signaturecheck": "derived from a file that is never changed, and from the trust list",
    "tasks.counted": "derived from tasks, parts and periods",
    "tasks.tally": "derived from tasks, parts and periods",
    "tasks.credit": "derived from tasks, parts and periods",
    "tasks.credittally": "derived from tasks, parts and periods",
    "organisations.signinfailure": "kept for a day; a wrong name may be a password typed into the wrong field",
}


def test_every_model_is_recorded_or_says_why_not() -> None:
    house = [model for model in apps.get_models() if model.__module__.startswith("dondoc.")]
    silent = {model._meta.label_lower for model in house if not issubclass(model, Recorded)}
    assert silent == set(UNRECORDED)


WRITES = {
    "save": lambda unit: unit.save(),
    "create": lambda unit: Unit.objects.create(name="A", kind="room"),
    "update": lambda unit: Unit.objects.filter(pk=unit.pk).update(name="B"),
    "bulk_create": lambda unit: Unit.objects.bulk_create([Unit(name="A", kind="room")]),
    "bulk_update": lambda unit: Unit.objects.bulk_update([unit], ["name"]),
    "delete": lambda unit: unit.names.first().delete(),
    "delete many": lambda unit: UnitName.objects.filter(unit=unit).delete(),
    "through a relation": lambda unit: unit.names.create(text="A", folded="a", kind="alias"),
    "update or create": lambda unit: Unit.objects.update_or_create(pk=unit.pk, defaults={"name": "C"}),
}


@pytest.mark.parametrize("write", WRITES)
def test_a_write_outside_of_an_action_raises(office: Office, write: str) -> None:
    unit = Unit.objects.get(pk=office.units["telecom"].pk)
    with pytest.raises(OutsideAction), transaction.atomic():
        WRITES[write](unit)
    unit.refresh_from_db()
    assert unit.name == "Phòng Bưu chính - Viễn thông và Chuyển đổi số"


@action("test.write")
def write(by: Person | None, change: object, **_: object) -> None:
    change()  # type: ignore[operator]


def changes_of(name: str = "test.write") -> list[dict[str, list[object]]]:
    return list(Entry.objects.filter(action=name).order_by("id").values_list("changes", flat=True))


def test_what_changed_is_logged_from_what_to_what(office: Office) -> None:
    unit = Unit.objects.get(pk=office.units["telecom"].pk)

    def change() -> None:
        unit.code, unit.order = "K9", unit.order
        unit.save()
        unit.save()

    write(office.people["administrator"], change, note="theo quyết định mới")
    [entry] = Entry.objects.filter(action="test.write")
    assert entry.changes == {"code": ["", "K9"]}
    assert (entry.actor_name, entry.note) == ("Bùi Anh Tuấn", "theo quyết định mới")
    assert entry in story(unit)
    assert entry in latest(subjects=["organisations.unit"])


def test_only_the_saved_fields_are_logged(office: Office) -> None:
    unit = Unit.objects.get(pk=office.units["telecom"].pk)

    def change() -> None:
        unit.code, unit.order = "K9", 77
        unit.save(update_fields=["code"])
        unit.save()

    write(None, change)
    assert [set(change) for change in changes_of()] == [{"code"}, {"order"}]


def test_a_change_by_somebody_else_is_not_logged_as_mine(office: Office) -> None:
    mine = Unit.objects.get(pk=office.units["telecom"].pk)
    write(None, lambda: Unit.objects.filter(pk=mine.pk).update(code="OTHER"))

    def change() -> None:
        mine.refresh_from_db()
        mine.order = 5
        mine.save()

    write(None, change)
    assert changes_of()[1:] == [{"order": [office.units["telecom"].order, 5]}]


def test_a_json_value_changed_in_place_is_logged(office: Office) -> None:
    agency = Agency.objects.get()

    def change() -> None:
        agency.settings["reminders"] = [7, 3, 1]
        agency.save()

    write(None, change)
    assert changes_of() == [{"settings": [{}, {"reminders": [7, 3, 1]}]}]


def test_bulk_writes_are_logged_row_by_row(office: Office) -> None:
    units = list(Unit.objects.filter(parent=office.agency.unit))
    for unit in units:
        unit.code = f"K{unit.pk}"
    write(None, lambda: Unit.objects.bulk_update(units, ["code"]))
    assert changes_of() == [{"code": ["", unit.code]} for unit in units]


def test_a_cascade_is_logged_row_by_row(office: Office) -> None:
    head, officer = office.people["head_telecom"], office.people["officer"]
    actions.set_deputy(None, head.posts.get(), officer, TODAY, TODAY.replace(day=9))
    write(None, lambda: Post.objects.get(person=head).delete())
    assert sorted(Entry.objects.filter(action="test.write").values_list("model", flat=True)) == [
        "organisations.deputy", "organisations.post",
    ]  # fmt: skip
    assert not Deputy.objects.exists()


def test_an_action_that_fails_leaves_nothing(office: Office) -> None:
    before = Entry.objects.count()

    def change() -> None:
        Unit.objects.filter(pk=office.units["telecom"].pk).update(code="X")
        raise ValueError

    with pytest.raises(ValueError):
        write(None, change)
    assert Entry.objects.count() == before
    assert Unit.objects.get(pk=office.units["telecom"].pk).code == ""


def test_an_inner_action_logs_under_its_own_name(office: Office) -> None:
    write(None, lambda: actions.add_alias(None, office.units["telecom"], "Phòng Số"))
    assert Entry.objects.latest("id").action == "organisations.add_alias"


def test_passwords_are_never_logged(office: Office) -> None:
    actions.set_password(None, office.people["clerk"], "mat-khau-moi-456")
    assert not any("password" in entry.changes for entry in Entry.objects.all())


@pytest.mark.parametrize("change", ["save", "update", "delete", "delete all"])
def test_the_log_is_never_changed(office: Office, change: str) -> None:
    entry = Entry.objects.latest("id")
    attempts = {
        "save": entry.save,
        "update": lambda: Entry.objects.update(note="x"),
        "delete": entry.delete,
        "delete all": Entry.objects.all().delete,
    }
    with pytest.raises(Unchangeable):
        attempts[change]()


def test_there_is_no_act_outside() -> None:
    with pytest.raises(OutsideAction):
        current_act()


def test_every_manager_of_a_recorded_model_logs() -> None:
    managers = [m for model in apps.get_models() if issubclass(model, Recorded) for m in model._meta.managers]
    assert managers
    assert all(isinstance(manager.get_queryset(), RecordedQuerySet) for manager in managers)


def test_values_that_json_does_not_know_are_kept_as_text() -> None:
    assert [plain(value) for value in (date(2026, 11, 2), Decimal("1.50"), "a")] == ["2026-11-02", "1.50", "a"]


def test_a_deferred_field_is_compared_once_it_is_loaded(office: Office) -> None:
    unit = Unit.objects.only("name").get(pk=office.units["telecom"].pk)
    assert unit.code == ""

    def change() -> None:
        unit.code = "K1"
        unit.save()

    write(None, change)
    assert changes_of() == [{"code": ["", "K1"]}]


def test_refusals_speak_to_the_person() -> None:
    assert Stale(changed={"due": "30/11"}).changed == {"due": "30/11"}
    assert str(Stale()) == Stale().sentence
    assert NotAllowed().sentence.startswith("Bạn không có quyền")
