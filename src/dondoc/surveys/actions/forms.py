"""Making forms: fields are put, moved and taken away in a draft; publishing freezes it as a version."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from dondoc.audit.errors import Refused, Stale
from dondoc.audit.recording import action, current_act
from dondoc.forms.definition import (
    Field,
    Form,
    FormError,
    Kind,
    check_conditions,
    check_field,
    check_form,
    plain_form,
    read_field,
)
from dondoc.forms.editing import with_field, without_field
from dondoc.organisations.models import Person
from dondoc.organisations.queries import Membership
from dondoc.surveys.models import FormVersion, SurveyForm
from dondoc.surveys.policies import require_forms
from dondoc.surveys.ready import READY

GONE = "Không tìm thấy biểu mẫu này; hãy quay lại danh sách."


def draft_of(form: SurveyForm) -> Form:
    """The draft of a form as it is; it may still lack things."""
    plain = form.draft
    return Form(form.title, tuple(read_field(one) for one in plain.get("fields", ())), plain.get("note", ""))


@action("surveys.make_form")
def make_form(by: Person | None, membership: Membership, title: str, *, ready: str = "") -> SurveyForm:
    """Begin a form, empty or from a ready-made one (``ready``), which is published at once. Raises NotAllowed,
    Refused."""
    agency = require_forms(membership)
    title = " ".join(title.split())
    if ready and ready not in READY:
        raise Refused("Không có biểu mẫu dựng sẵn này.")
    content = READY[ready].form if ready else Form(title, ())
    form = SurveyForm(agency=agency, title=_title(title or content.title), ready=ready, made_by=by)
    form.draft = plain_form(replace(content, title=form.title))
    form.save()
    if ready:
        _publish(by, form)
    return form


def _title(title: str) -> str:
    if not title or len(title) > 300:
        raise Refused("Hãy đặt tên biểu mẫu, tối đa 300 ký tự.", "title")
    return title


@action("surveys.copy_form")
def copy_form(by: Person, membership: Membership, form_id: int) -> SurveyForm:
    """A form of its own with the same fields. Raises NotAllowed, Refused."""
    source = _locked(membership, form_id)
    copy = SurveyForm(agency=source.agency, title=_title(f"{source.title} (bản sao)"[:300]), made_by=by)
    copy.draft = {**source.draft, "title": copy.title}
    copy.save()
    return copy


@action("surveys.change_form")
def change_form(
    by: Person, membership: Membership, form_id: int, *, title: str, note: str, revision: int
) -> SurveyForm:
    """Set the name and the word on how to fill it in. Raises NotAllowed, Refused, Stale."""
    form = _locked(membership, form_id, revision)
    form.title = _title(" ".join(title.split()))
    if len(note) > 3000:
        raise Refused("Hướng dẫn chung tối đa 3.000 ký tự; hãy rút gọn.", "note")
    return _put(form, replace(draft_of(form), title=form.title, note=note.strip()))


@action("surveys.put_field")
def put_field(
    by: Person, membership: Membership, form_id: int, field: Field, *, table: str = "", revision: int
) -> SurveyForm:
    """Add a field, or put it in place of the one with its key; ``table`` is the table of a column. Raises NotAllowed,
    Refused, Stale."""
    form = _locked(membership, form_id, revision)

    def change(draft: Form) -> Form:
        known = {one.key: one for one in (draft.field(table).columns if table else draft.fields)}
        columns = known[field.key].columns if field.key in known and field.kind is Kind.TABLE else ()
        kept = replace(field, columns=columns)
        if kept.kind is Kind.TABLE and not columns:
            check_field(replace(kept, columns=(Field("c1", "Cột"),)))
        else:
            check_field(kept, inside=bool(table))
        return with_field(draft, kept, table)

    return _changed(form, change)


@action("surveys.move_field")
def move_field(
    by: Person, membership: Membership, form_id: int, key: str, places: int, *, table: str = "", revision: int
) -> SurveyForm:
    """Move a field up (negative) or down. Raises NotAllowed, Refused, Stale."""
    form = _locked(membership, form_id, revision)

    def change(draft: Form) -> Form:
        among = draft.field(table).columns if table else draft.fields
        at = [one.key for one in among].index(key)
        return with_field(draft, among[at], table, max(0, at + places))

    return _changed(form, change)


@action("surveys.drop_field")
def drop_field(
    by: Person, membership: Membership, form_id: int, key: str, *, table: str = "", revision: int
) -> SurveyForm:
    """Take a field out of the draft; published versions keep it. Raises NotAllowed, Refused, Stale."""
    form = _locked(membership, form_id, revision)
    return _changed(form, lambda draft: without_field(draft, key, table))


def _changed(form: SurveyForm, change: Callable[[Form], Form]) -> SurveyForm:
    try:
        draft = change(draft_of(form))
        check_conditions(draft)
    except FormError as error:
        raise Refused(str(error), error.key) from error
    except (KeyError, ValueError):
        raise Refused("Trường này không còn trong biểu mẫu; hãy tải lại trang.") from None
    labels = [one.label.casefold().strip() for one in draft.fields]
    columns = [[c.label.casefold().strip() for c in one.columns] for one in draft.fields]
    if any(len(set(names)) < len(names) for names in [labels, *columns]):
        raise Refused("Có hai trường cùng tên; hãy đặt tên khác nhau.", "label")
    return _put(form, draft)


def _put(form: SurveyForm, draft: Form) -> SurveyForm:
    before, form.draft = form.draft, plain_form(draft)
    form.revision += 1
    form.save()
    if before.get("fields") != form.draft["fields"]:
        current_act().tell(form, "Sửa các trường của biểu mẫu")
    return form


@action("surveys.publish_form")
def publish_form(by: Person, membership: Membership, form_id: int) -> FormVersion:
    """Freeze the draft as a version, which rounds may send out; an unchanged draft stays its version. Raises
    NotAllowed, Refused where the definition lacks something."""
    return _publish(by, _locked(membership, form_id))


def _publish(by: Person | None, form: SurveyForm) -> FormVersion:
    draft = draft_of(form)
    if not draft.fields:
        raise Refused("Biểu mẫu chưa có trường nào; hãy thêm trường rồi ban hành.")
    try:
        check_form(draft)
    except FormError as error:
        raise Refused(str(error), error.key) from error
    last = form.versions.first()
    if last is not None and last.definition == form.draft:
        return last
    version = FormVersion(form=form, number=last.number + 1 if last else 1, definition=form.draft, published_by=by)
    version.save()
    return version


@action("surveys.archive_form")
def archive_form(by: Person, membership: Membership, form_id: int, archived: bool = True) -> SurveyForm:
    """Put a form away, or take it out again; rounds that use it go on. Raises NotAllowed, Refused."""
    form = _locked(membership, form_id)
    form.archived = archived
    form.save()
    return form


def _locked(membership: Membership, form_id: int, revision: int | None = None) -> SurveyForm:
    agency = require_forms(membership)
    form = SurveyForm.objects.select_for_update(of=("self",)).filter(pk=form_id, agency=agency).first()
    if form is None:
        raise Refused(GONE)
    if revision is not None and revision != form.revision:
        raise Stale("Người khác vừa sửa biểu mẫu này. Hãy tải lại trang rồi làm lại.", _now(form))
    return form


def _now(form: SurveyForm) -> dict[str, Any]:
    return {"title": form.title, "fields": len(form.draft.get("fields", ()))}
