"""A unit's form: filled from its work, edited, sent; with an account, by a link, or entered for it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dondoc.audit.errors import Refused
from dondoc.reports import actions
from dondoc.reports.actions import FormGiven
from dondoc.reports.models import Heading, Passage, UnitReport
from dondoc.reports.policies import works_on
from dondoc.reports.queries import passages_of, unit_report
from dondoc.rounds.answerers import Answerer
from dondoc.rounds.models import RoundState
from dondoc.rounds.policies import answering_units
from dondoc.web.documents.editing import version_of
from dondoc.web.reports import excel


def answer(request: HttpRequest, answerer: Answerer) -> HttpResponse:
    """The door of rounds: shows the form and takes it."""
    report = actions.form_of(answerer.person, answerer)
    error = ""
    if request.GET.get("dang") == "excel":
        return excel.blank(report)
    if request.POST.get("step") == "excel":
        return _by_excel(request, answerer, report)
    if request.method == "POST":
        try:
            return _taken(request, answerer, report)
        except Refused as refusal:
            if request.htmx:
                return saved(request, report, error=refusal.sentence, status=422)
            error = refusal.sentence
            report.refresh_from_db()
    return _page(request, report, error=error, by_link=answerer.link is not None)


def _by_excel(request: HttpRequest, answerer: Answerer, report: UnitReport) -> HttpResponse:
    """Take a filled workbook into the form, to be looked over and sent; or say which cells are wrong."""
    try:
        given, faults = excel.filled(request, report)
        if given is not None:
            actions.write(answerer.person, answerer, given, note=answerer.note)
            messages.success(request, "Đã nhập từ tệp Excel; hãy xem lại rồi bấm gửi báo cáo.")
            return redirect(request.path)
    except Refused as refusal:
        return _page(request, report, error=refusal.sentence, by_link=answerer.link is not None)
    error = "Tệp Excel có ô chưa đúng, chưa nhập gì; hãy sửa các ô dưới đây rồi gửi lại."
    return _page(request, report, error=error, faults=faults, by_link=answerer.link is not None)


def _taken(request: HttpRequest, answerer: Answerer, report: UnitReport) -> HttpResponse:
    step, version = request.POST.get("step", "save"), version_of(request)
    given = given_of(request.POST, added=step != "autosave")
    if step == "send":
        name = request.POST.get("name", "")
        sent = actions.send(answerer.person, answerer, given, name=name, version=version, note=answerer.note)
        if answerer.person is not None:
            actions.fulfil(answerer.person, request.membership, sent)
        messages.success(request, "Đã gửi báo cáo. Trước khi kỳ kết thúc vẫn sửa và gửi lại được.")
        return redirect(request.path)
    kept = actions.write(answerer.person, answerer, given, version=version, note=answerer.note)
    if step == "autosave":
        return saved(request, kept)
    messages.success(request, "Đã lưu; báo cáo chưa gửi.")
    return redirect(request.path)


def saved(request: HttpRequest, report: UnitReport, error: str = "", status: int = 200) -> HttpResponse:
    """What came of saving by itself."""
    return render(request, "web/reports/form_saved.html", {"report": report, "error": error}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def unit(request: HttpRequest, report_id: int) -> HttpResponse:
    """A unit's part for who consolidates: to read, or to enter for it."""
    report = unit_report(request.membership, report_id)
    if report is None:
        raise Http404
    if not works_on(request.membership, report.period.obligation):
        return redirect("rounds:answer", report.addressee_id)
    error = ""
    if request.method == "POST":
        try:
            given = given_of(request.POST)
            actions.send_for(request.user, request.membership, report.addressee_id, given, version=version_of(request))
            messages.success(request, f"Đã nhập thay báo cáo của {report.name}.")
            return redirect("reports:unit", report_id)
        except Refused as refusal:
            error = refusal.sentence
    return _page(request, report, error=error, for_unit=True)


def _page(
    request: HttpRequest,
    report: UnitReport,
    *,
    error: str = "",
    faults: Iterable[str] = (),
    by_link: bool = False,
    for_unit: bool = False,
) -> HttpResponse:
    values = {value.measure_id: value.value for value in report.values.all()}
    measures = [(one, values.get(one.pk)) for one in report.period.obligation.measures.filter(is_asked=True)]
    context: dict[str, Any] = {
        "report": report,
        "period": report.period,
        "row": report.addressee,
        "round": report.addressee.round,
        "headings": grouped(passages_of(report)),
        "measures": measures,
        "error": error,
        "faults": faults,
        "by_link": by_link,
        "for_unit": for_unit,
        "editable": report.period.is_open and report.addressee.round.state == RoundState.OPEN,
        "base": "web/reports/public.html" if by_link else "web/base.html",
        "is_own": not by_link and report.unit_id in answering_units(request.membership),
    }
    return render(request, "web/reports/form.html", context, status=422 if error else 200)


def grouped(passages: Iterable[Passage]) -> list[tuple[Heading, list[Passage]]]:
    """The passages under their headings, empty ones too."""
    rows = list(passages)
    return [(heading, [row for row in rows if row.heading == heading]) for heading in Heading]


def given_of(post: QueryDict, *, added: bool = True) -> FormGiven:
    """What a form brings. Raises Refused for a number that is none."""
    texts, left_out, values = {}, set(), {}
    for name in post:
        kind, _, key = name.partition("-")
        if kind == "p" and key.isascii() and key.isdigit():
            texts[int(key)] = post.get(name, "")
        elif kind == "bo" and key.isascii() and key.isdigit():
            left_out.add(int(key))
        elif kind == "so" and key.isascii() and key.isdigit():
            values[int(key)] = number_of(post.get(name, ""))
    new = [(heading.value, post.get(f"them-{heading.value}", "")) for heading in Heading] if added else []
    return FormGiven(texts, frozenset(left_out), [row for row in new if row[1].strip()], values)


def number_of(words: str) -> Decimal | None:
    """A number as people write it: "1.250,5". None where nothing was written. Raises Refused."""
    text = words.strip().replace(" ", "").replace("\u00a0", "")
    if not text:
        return None
    try:
        found = Decimal(text.replace(".", "").replace(",", "."))
    except InvalidOperation:
        raise Refused(f"“{words.strip()}” không phải là số; hãy ghi như 1.250 hoặc 12,5.", "values") from None
    if not found.is_finite():
        raise Refused(f"“{words.strip()}” không phải là số; hãy ghi như 1.250 hoặc 12,5.", "values")
    return found
