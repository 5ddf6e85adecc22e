"""Forms: the list, and the page on which one is made."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dondoc.audit.errors import Refused
from dondoc.audit.queries import story
from dondoc.documents.paging import page
from dondoc.forms.definition import KIND_LABELS, PATTERN_LABELS, Field, Kind, may_decide
from dondoc.forms.editing import free_key
from dondoc.forms.words import rule_words
from dondoc.organisations.policies import require
from dondoc.rounds.policies import PREPARE
from dondoc.surveys import actions
from dondoc.surveys.actions.forms import draft_of
from dondoc.surveys.models import SurveyForm
from dondoc.surveys.queries import find_form, visible_forms
from dondoc.surveys.ready import READY
from dondoc.web.paging import SIZE, number_of
from dondoc.web.stories import told
from dondoc.web.surveys.drawing import draw
from dondoc.web.surveys.fields import field_of

STORY_SHOWN = 30


@require_safe
def forms(request: HttpRequest) -> HttpResponse:
    """The agency's forms, and the ready-made ones to take over."""
    require(request.membership, PREPARE)
    archived = request.GET.get("xem") == "luu-tru"
    rows = visible_forms(request.membership).filter(archived=archived)
    context = {
        "page": page(rows, number_of(request.GET), SIZE),
        "archived": archived,
        "ready": [(key, one) for key, one in READY.items()],
    }
    return render(request, "web/surveys/forms.html", context)


@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Begin a form, empty or out of a ready-made one."""
    title, ready = request.POST.get("title", ""), request.POST.get("ready", "")
    form = actions.make_form(request.user, request.membership, title, ready=ready)
    messages.success(request, f"Đã lập biểu mẫu “{form.title}”.")
    return redirect("surveys:form", form.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, form_id: int) -> HttpResponse:
    """The builder: fields in order on the left, the form as it will look on the right."""
    found = find_form(request.membership, form_id)
    error, status = "", 200
    if request.method == "POST":
        try:
            _step(request, found)
            if not request.htmx:
                return redirect("surveys:form", form_id)
            found = find_form(request.membership, form_id)
        except Refused as refusal:
            error, status = str(refusal), 422
    return render(request, "web/surveys/form.html", _context(request, found, error), status=status)


def _step(request: HttpRequest, found: SurveyForm) -> None:
    by, mine, post = request.user, request.membership, request.POST
    revision = int(post["revision"]) if post.get("revision", "").isdigit() else -1
    step, key, table = post.get("step", ""), post.get("key", ""), post.get("table", "")
    if step == "head":
        note = post.get("note", "")
        actions.change_form(by, mine, found.pk, title=post.get("title", ""), note=note, revision=revision)
    elif step == "put":
        field = field_of(post, key or free_key(_keys(found, table)))
        actions.put_field(by, mine, found.pk, field, table=table, revision=revision)
    elif step in ("up", "down"):
        places = -1 if step == "up" else 1
        actions.move_field(by, mine, found.pk, key, places, table=table, revision=revision)
    elif step == "drop":
        actions.drop_field(by, mine, found.pk, key, table=table, revision=revision)
    else:
        raise Refused("Không rõ thao tác; hãy tải lại trang.")


def _keys(found: SurveyForm, table: str) -> set[str]:
    """Keys that were ever used are not used again: answers of older versions carry them."""
    every = [found.draft, *found.versions.values_list("definition", flat=True)]
    fields = [one for plain in every for one in plain.get("fields", ())]
    if table:
        fields = [column for one in fields if one.get("key") == table for column in one.get("columns", ())]
    return {str(one.get("key")) for one in fields}


def _context(request: HttpRequest, found: SurveyForm, error: str) -> dict[str, Any]:
    draft = draft_of(found)
    last = found.versions.first()
    return {
        "form": found,
        "draft": draft,
        "fields": [
            (one, rule_words(one, draft.fields), [(c, rule_words(c, one.columns)) for c in one.columns])
            for one in draft.fields
        ],
        "parts": draw(draft, {}),
        "editing": _editing(request, found, error),
        "error": error,
        "last": last,
        "changed": last is None or last.definition != found.draft,
        "kinds": KIND_LABELS.items(),
        "column_kinds": [(k, words) for k, words in KIND_LABELS.items() if k not in (Kind.TABLE, Kind.FILE)],
        "patterns": PATTERN_LABELS.items(),
        "story": told(story(found).reverse()[:STORY_SHOWN]),
    }


def _editing(request: HttpRequest, found: SurveyForm, error: str) -> dict[str, Any] | None:
    """The field whose rules stand open: one of the form (``truong``), or a new one (``them``)."""
    sent = request.POST if error and request.POST.get("step") == "put" else None
    key = (sent or request.GET).get("key" if sent else "truong", "")
    table = (sent or request.GET).get("table" if sent else "bang", "")
    if not key and sent is None and "them" not in request.GET:
        return None
    try:
        holder = draft_of(found).field(table) if table else None
        field = draft_of(found).field(key, table) if key else Field("", "")
    except KeyError:
        return None
    choices = sent.get("choices", "") if sent else "\n".join(field.choices)
    beside = [
        one for one in (holder.columns if holder else draft_of(found).fields) if one.key != key and may_decide(one)
    ]
    return {
        "field": field,
        "key": key,
        "table": table,
        "holder": holder,
        "sent": sent,
        "choices": choices,
        "deciding": [(one, _said_of(one, field, sent)) for one in beside],
        "when": sent.get("when", "") if sent else field.needed_if.key if field.needed_if else "",
    }


def _said_of(one: Field, field: Field, sent: Any) -> list[str]:
    """The choices of another field that are ticked as what makes ``field`` needed."""
    if sent:
        return sent.getlist(f"when-{one.key}")
    return list(field.needed_if.values) if field.needed_if is not None and field.needed_if.key == one.key else []


@require_POST
def publish(request: HttpRequest, form_id: int) -> HttpResponse:
    """Publish the draft as a version."""
    version = actions.publish_form(request.user, request.membership, form_id)
    messages.success(request, f"Đã ban hành phiên bản {version.number}; có thể lập đợt gửi các đơn vị.")
    return redirect(f"{reverse('surveys:new')}?bieu-mau={form_id}")


@require_POST
def copy(request: HttpRequest, form_id: int) -> HttpResponse:
    """A copy to change."""
    made = actions.copy_form(request.user, request.membership, form_id)
    messages.success(request, f"Đã tạo “{made.title}”.")
    return redirect("surveys:form", made.pk)


@require_POST
def archive(request: HttpRequest, form_id: int) -> HttpResponse:
    """Put a form away, or take it out again."""
    archived = request.POST.get("archived") == "1"
    actions.archive_form(request.user, request.membership, form_id, archived)
    messages.success(request, "Đã cất biểu mẫu vào lưu trữ." if archived else "Đã đưa biểu mẫu ra dùng lại.")
    return redirect("surveys:forms")
