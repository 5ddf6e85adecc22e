"""The span that an address asks for: ``ky`` (thang, quy, nam) and ``ngay``, a day in it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from dondoc.evaluation.spans import Span
from dondoc.web.paging import day_of

KINDS = {"thang": "month", "quy": "quarter", "nam": "year"}
LABELS = (("thang", "Tháng"), ("quy", "Quý"), ("nam", "Năm"))


@dataclass(frozen=True, slots=True)
class Chosen:
    """A span with the words of the address, and those of its neighbours. ``next`` is empty for the future."""

    span: Span
    word: str
    here: str
    before: str
    next: str
    kinds: list[tuple[str, str, str]]


def chosen(request: HttpRequest) -> Chosen:
    """What the address asks for; this month where it says nothing or what is none."""
    word = request.GET.get("ky") or request.POST.get("ky") or "thang"
    word = word if word in KINDS else "thang"
    day = day_of(request.GET, "ngay") or day_of(request.POST, "ngay") or request.today
    span = Span.of(KINDS[word], min(day, request.today))
    after = span.after()
    kinds = [(key, label, _query(key, Span.of(KINDS[key], span.first))) for key, label in LABELS]
    following = _query(word, after) if after.first <= request.today else ""
    return Chosen(span, word, _query(word, span), _query(word, span.before()), following, kinds)


def _query(word: str, span: Span) -> str:
    return f"?ky={word}&ngay={span.first:%d/%m/%Y}"
