"""From a form to an action: what each step of the state machine asks for, read out of a request."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import HttpRequest

from dondoc.audit.errors import Refused
from dondoc.tasks import actions
from dondoc.tasks.actions.evidence import Given
from dondoc.tasks.states import Need
from dondoc.web.documents.fields import sent_tokens
from dondoc.web.paging import day_of

WRONG_DAY = "Ngày chưa đúng; hãy nhập như 15/12/2026."


@dataclass(frozen=True, slots=True)
class Doing:
    """How a step is done: the action and, where it differs from ``PARAMETERS``, the names of its parameters.

    ``versioned`` steps are checked against the version that the page was showing.
    """

    act: Callable[..., Any]
    names: dict[Need, str] = field(default_factory=dict)
    versioned: bool = True
    success: str = "Đã lưu."


PARAMETERS = {
    Need.REASON: "reason",
    Need.NOTE: "text",
    Need.PERCENT: "percent",
    Need.FILES: "evidence",
    Need.DAY: "until",
    Need.UNIT: "unit_id",
    Need.PEOPLE: "person_ids",
    Need.TEXT: "text",
    Need.GRANTED: "granted",
    Need.RULE: "due",
}


def _urge(by: Any, membership: Any, task_id: int, **given: Any) -> Any:
    return actions.urge(by, membership, [task_id], **given)


DOINGS = {
    "accept": Doing(actions.accept, success="Đã tiếp nhận nhiệm vụ."),
    "send_back": Doing(actions.send_back, success="Đã trả lại việc được giao."),
    "insist": Doing(actions.insist, success="Đã giữ nguyên phân công."),
    "delegate": Doing(actions.delegate, success="Đã giao người thực hiện."),
    "forward": Doing(actions.forward, {Need.DAY: "due_on"}, success="Đã chuyển xuống thành nhiệm vụ con."),
    "report": Doing(actions.report, success="Đã cập nhật tiến độ."),
    "submit": Doing(actions.submit, success="Đã báo cáo kết quả; chờ nghiệm thu."),
    "withdraw": Doing(actions.withdraw, success="Đã rút lại kết quả."),
    "approve": Doing(actions.approve, success="Đã nghiệm thu."),
    "return": Doing(actions.return_result, success="Đã trả lại kết quả."),
    "ask_extension": Doing(actions.ask_extension, success="Đã gửi đề nghị gia hạn."),
    "decide_extension": Doing(actions.decide_extension, {Need.NOTE: "answer"}, success="Đã quyết định gia hạn."),
    "raise_difficulty": Doing(actions.raise_difficulty, versioned=False, success="Đã gửi khó khăn, vướng mắc."),
    "reassign": Doing(actions.reassign, success="Đã chuyển đơn vị chủ trì."),
    "change_rule": Doing(actions.change_rule, {Need.DAY: "since"}, success="Đã đổi chu kỳ; các kỳ sau tính lại."),
    "end_rule": Doing(actions.end_rule, {Need.DAY: "last"}, success="Đã đặt ngày kết thúc chu kỳ."),
    "urge": Doing(_urge, versioned=False, success="Đã đôn đốc đơn vị chủ trì."),
    "cancel": Doing(actions.cancel, success="Đã hủy nhiệm vụ."),
    "reopen": Doing(actions.reopen, success="Đã mở lại nhiệm vụ."),
    "follow": Doing(actions.follow, versioned=False, success="Đã theo dõi nhiệm vụ."),
    "unfollow": Doing(actions.unfollow, versioned=False, success="Đã thôi theo dõi."),
}


def given(request: HttpRequest, doing: Doing, asked: tuple[Need, ...]) -> dict[str, Any]:
    """The parameters of an action out of a form. Raises Refused for what cannot be read."""
    found = {}
    for need in asked:
        value = READERS[need](request)
        if value is not None:
            found[doing.names.get(need, PARAMETERS[need])] = value
    return found


def _words(name: str) -> Callable[[HttpRequest], str]:
    return lambda request: request.POST.get(name, "").strip()


def _percent(request: HttpRequest) -> int | None:
    words = request.POST.get("percent", "").strip().rstrip("%").strip()
    if not words:
        return None
    if not words.isascii() or not words.isdigit() or int(words) > 100:
        raise Refused("Tỷ lệ hoàn thành là số từ 0 đến 100.", "percent")
    return int(words)


def _files(request: HttpRequest) -> list[Given]:
    files = [Given(name=file.name, source=file) for file in request.FILES.getlist("files")]
    links = [line.strip() for line in request.POST.get("links", "").splitlines() if line.strip()]
    return files + [Given(link=link) for link in links]


def _day(request: HttpRequest) -> date | None:
    if not request.POST.get("day", "").strip():
        return None
    day = day_of(request.POST, "day")
    if day is None:
        raise Refused(WRONG_DAY, "day")
    return day


def _unit(request: HttpRequest) -> int:
    chosen = [item["unit"] for item in sent_tokens(request.POST.getlist("unit")) if "unit" in item]
    if not chosen:
        raise Refused("Hãy chọn đơn vị trong danh sách.", "unit")
    return chosen[0]


def _people(request: HttpRequest) -> list[int]:
    return [int(value) for value in request.POST.getlist("people") if value.isascii() and value.isdigit()]


def _granted(request: HttpRequest) -> bool:
    value = request.POST.get("granted", "")
    if value not in ("1", "0"):
        raise Refused("Hãy chọn đồng ý hoặc không đồng ý.", "granted")
    return value == "1"


READERS: dict[Need, Callable[[HttpRequest], Any]] = {
    Need.REASON: _words("reason"),
    Need.NOTE: _words("note"),
    Need.PERCENT: _percent,
    Need.FILES: _files,
    Need.DAY: _day,
    Need.UNIT: _unit,
    Need.PEOPLE: _people,
    Need.TEXT: _words("text"),
    Need.GRANTED: _granted,
    Need.RULE: _words("rule"),
}
