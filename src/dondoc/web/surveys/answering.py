"""What an addressee is asked, and its answer: on the page, saved for later, handed in, or by Excel."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from dondoc.audit.errors import Refused
from dondoc.documents import store
from dondoc.forms.checking import Checked, Path
from dondoc.forms.comparing import Changes, compare
from dondoc.forms.definition import Form, Kind
from dondoc.rounds.answerers import Answerer
from dondoc.rounds.models import RoundState
from dondoc.surveys import actions
from dondoc.surveys.actions.answers import Faulty
from dondoc.surveys.models import Survey, SurveyAnswer
from dondoc.surveys.queries import answer_of, help_pages, previous_values
from dondoc.web.documents.editing import version_of
from dondoc.web.surveys import excel
from dondoc.web.surveys.drawing import draw
from dondoc.web.surveys.sent import files_of, given_of, named

FAULTS_SHOWN = 60


class Desk:
    """One addressee's answer while it is worked on."""

    def __init__(self, request: HttpRequest, answerer: Answerer) -> None:
        self.request, self.answerer = request, answerer
        row = answerer.addressee
        survey = Survey.objects.select_related("version__form", "round__agency__unit").filter(round=row.round).first()
        if survey is None:
            raise Refused("Đợt này không có biểu mẫu.")
        self.survey = survey
        self.form: Form = survey.version.content
        self.answer: SurveyAnswer | None = answer_of(survey, row)
        self.previous = previous_values(survey, row)

    @property
    def by(self) -> Any:
        return self.answerer.person

    @property
    def kept(self) -> dict[str, Any]:
        """What the addressee goes on with: its draft, what it handed in, else what it said last time."""
        return self.answer.latest if self.answer is not None else self.previous

    @property
    def carries(self) -> bool:
        return self.answer is None and bool(self.previous)

    def told(self) -> dict[str, Any]:
        return {"version": version_of(self.request), "note": self.answerer.note}

    def show(self, values: dict[str, Any], faults: dict[Path, str] | None = None, **more: Any) -> HttpResponse:
        changes = compare(self.form, self.previous, values) if self.previous else Changes()
        asked = self.answerer.addressee.round
        context = {
            "base": "web/surveys/outside.html" if self.answerer.link is not None else "web/base.html",
            "survey": self.survey,
            "round": asked,
            "form": self.form,
            "addressee": self.answerer.addressee,
            "answer": self.answer,
            "parts": draw(self.form, values, faults, changes),
            "changes": changes.number if self.previous else 0,
            "carries": self.carries,
            "open": asked.state == RoundState.OPEN,
            "by_excel": self.request.POST.get("step") == "excel",
            "handbook": help_pages(asked.agency_id) if self.survey.version.form.ready == "teams" else [],
            "name": self.request.POST.get("name", self.answerer.addressee.answered_as),
            **more,
        }
        return render(self.request, "web/surveys/answer.html", context, status=422 if more.get("error") else 200)


def answer_page(request: HttpRequest, answerer: Answerer) -> HttpResponse:
    """The page of an addressee, with an account or with a link."""
    desk = Desk(request, answerer)
    if request.method != "POST":
        return _get(desk)
    step = request.POST.get("step", "")
    if step == "excel":
        return _by_excel(desk)
    if step == "marked":
        return excel.marked(desk.survey, answerer.addressee, desk.form, request.POST.get("content", ""))
    return _by_page(desk, draft=step == "draft")


def _get(desk: Desk) -> HttpResponse:
    wanted = desk.request.GET.get("tep", "")
    if wanted == "excel":
        return excel.blank(desk.survey, desk.answerer.addressee, desk.form, desk.kept)
    if wanted:
        return file_of(desk.kept, desk.form, wanted)
    return desk.show(desk.kept)


def file_of(values: dict[str, Any], form: Form, key: str) -> HttpResponse:
    """A file of an answer. Raises Refused where there is none."""
    one = next((field for field in form.singles if field.key == key and field.kind is Kind.FILE), None)
    value = values.get(key) if one is not None else None
    path = store.path_of(value["sha256"]) if isinstance(value, dict) and value.get("sha256") else None
    if path is None or not path.exists():
        raise Refused("Không thấy tệp này.")
    return FileResponse(path.open("rb"), as_attachment=True, filename=value["name"])


def _by_page(desk: Desk, draft: bool) -> HttpResponse:
    given = given_of(desk.request, desk.form, desk.kept)
    try:
        with files_of(desk.request, desk.form) as staged:
            given |= named(desk.request, staged)
            if draft:
                checked = actions.save_draft(desk.by, desk.answerer, given, files=tuple(staged.values()), **desk.told())
                return _saved(desk, checked)
            name = desk.request.POST.get("name", "")
            _need_name(desk, name)
            actions.submit(desk.by, desk.answerer, given, name=name, files=tuple(staged.values()), **desk.told())
    except Faulty as faulty:
        return desk.show(faulty.checked.values, faulty.checked.by_path, error=str(faulty))
    except Refused as refusal:
        return desk.show({key: value for key, value in given.items() if value}, error=str(refusal))
    return _thanks(desk)


def _need_name(desk: Desk, name: str) -> None:
    if desk.answerer.link is not None and not name.strip():
        raise Refused("Hãy ghi “Người trả lời” (họ tên, chức vụ người trả lời thay đơn vị) rồi gửi lại.")


def _saved(desk: Desk, checked: Checked) -> HttpResponse:
    if not checked.faults:
        messages.success(desk.request, "Đã lưu nháp. Phần khai đã đủ, có thể gửi.")
    else:
        number = len(checked.faults)
        messages.success(desk.request, f"Đã lưu nháp; còn {number} chỗ cần điền hoặc sửa trước khi gửi.")
    return redirect(desk.request.path)


def _thanks(desk: Desk) -> HttpResponse:
    messages.success(desk.request, f"Đã gửi trả lời của {desk.answerer.addressee.name}.")
    return redirect(desk.request.path)


def _by_excel(desk: Desk) -> HttpResponse:
    row = desk.answerer.addressee
    try:
        _need_name(desk, desk.request.POST.get("name", ""))
        filled = excel.filled(desk.request, desk.survey, row, desk.form)
        files = {one.key: desk.kept.get(one.key) for one in desk.form.singles if one.kind is Kind.FILE}
        name = desk.request.POST.get("name", "")
        actions.submit(
            desk.by, desk.answerer, {**filled.given, **files}, channel="excel", name=name, faults=tuple(filled.faults),
            **desk.told(),
        )  # fmt: skip
    except Faulty as faulty:
        told = [(filled.cell(fault) or fault.label, fault.sentence) for fault in faulty.checked.faults]
        return desk.show(
            desk.kept,
            error=f"Chưa nhận tệp: có {len(told)} ô cần sửa. Chưa có gì được lưu.",
            cells=told[:FAULTS_SHOWN],
            more=max(0, len(told) - FAULTS_SHOWN),
            content=excel.packed_answer(faulty.checked),
        )
    except Refused as refusal:
        return desk.show(desk.kept, error=str(refusal))
    return _thanks(desk)
