"""The workbook of one addressee of a survey: given out, taken back, and given out again with its wrong cells marked."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from dondoc.forms.checking import Checked
from dondoc.forms.definition import Form
from dondoc.forms.excel.plan import Stamp
from dondoc.forms.excel.reading import Filled
from dondoc.rounds.models import Addressee
from dondoc.surveys.models import Survey
from dondoc.web.rounds import workbooks

SEAL = "dondoc.surveys.excel"
SALT = "surveys.marked"


def stamp_of(survey: Survey, row: Addressee) -> Stamp:
    """What the workbook of an addressee carries."""
    return workbooks.sealed(SEAL, survey.pk, survey.version.number, row)


def blank(survey: Survey, row: Addressee, form: Form, values: dict[str, Any]) -> HttpResponse:
    """The workbook to fill in, with what is known already."""
    content = workbooks.filling(stamp_of(survey, row), row, values)
    return workbooks.book(form, content, f"bieu-mau-{survey.round_id}-{row.pk}.xlsx")


def filled(request: HttpRequest, survey: Survey, row: Addressee, form: Form) -> Filled:
    """The workbook that was sent. Raises Refused."""
    return workbooks.filled(request, stamp_of(survey, row), form)


def packed_answer(checked: Checked) -> str:
    """An answer with its faults, for the page to send back when the marked workbook is wanted."""
    return workbooks.packed_answer(checked, SALT)


def marked(survey: Survey, row: Addressee, form: Form, content: str) -> HttpResponse:
    """The workbook as it came, its wrong cells marked. Raises Refused."""
    return workbooks.marked(stamp_of(survey, row), row, form, content, SALT)
