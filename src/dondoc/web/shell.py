"""The frame around each page: where one may go, and what waits there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from dondoc.notices.queries import unread_count
from dondoc.organisations.models import Role
from dondoc.organisations.policies import may


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the navigation; ``permission`` empty means everybody. ``prefixes`` are the paths that belong to it,
    ``roles`` those for whom it stands there (empty: all). Places of one ``group`` stand together under its name."""

    label: str
    short: str
    icon: str
    name: str
    permission: str = ""
    prefixes: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    group: str = ""


WORK, SUMS, RUN = "Nghiệp vụ", "Tổng hợp", "Quản trị"
COLLECTING = ("/tong-hop", "/bieu-mau", "/so-tay")
HEADS = (Role.LEADER, Role.COORDINATOR, Role.UNIT_HEAD)
OUTSIDE = (Role.COORDINATOR, Role.ADMINISTRATOR)
WORKERS = (Role.OFFICER, Role.CLERK)

SPREAD = ("/tuyen-truyen",)
PLACES = (
    Place("Trang chủ", "Trang chủ", "home", "home"),
    Place("Thông báo", "Thông báo", "bell", "notices:inbox", "tasks.read", ("/thong-bao", "/nhac-viec")),
    Place("Việc của tôi", "Của tôi", "mine", "desk:mine", "tasks.read", ("/viec-cua-toi",)),
    Place("Việc của phòng", "Phòng", "people", "desk:room", "", ("/viec-cua-phong",), (Role.UNIT_HEAD,)),
    Place("Điều hành", "Điều hành", "flag", "desk:lead", "", ("/dieu-hanh",), (Role.LEADER,)),
    Place("Tổng quan", "Tổng quan", "chart", "dashboard:page", "", ("/tong-quan",), HEADS),
    Place("Theo dõi, đôn đốc", "Theo dõi", "send", "desk:follow", "tasks.follow", ("/theo-doi",), (Role.COORDINATOR,)),
    Place("Cần trả lời", "Trả lời", "inbox", "rounds:asked", "rounds.prepare", ("/can-tra-loi", "/tra-loi")),
    Place("Văn bản", "Văn bản", "document", "documents:incoming", "", ("/van-ban",), group=WORK),
    Place("Nhiệm vụ", "Nhiệm vụ", "tasks", "tasks:register", "", ("/nhiem-vu",), group=WORK),
    Place("Liên thông", "Liên thông", "link", "interchange:log", "documents.issue", ("/lien-thong",), group=WORK),
    Place("Vướng mắc", "Vướng mắc", "warn", "difficulties:register", "tasks.read", ("/vuong-mac",), group=WORK),
    Place("Lấy ý kiến", "Ý kiến", "question", "consultations:register", "rounds.prepare", ("/lay-y-kien",), group=WORK),
    Place("Đề xuất nhiệm vụ", "Đề xuất", "plus", "proposals:register", "rounds.prepare", ("/de-xuat",), group=WORK),
    Place("Biểu mẫu", "Biểu mẫu", "edit", "surveys:register", "rounds.prepare", COLLECTING, group=WORK),
    Place("Tập huấn", "Tập huấn", "people", "training:register", "rounds.prepare", ("/tap-huan",), group=WORK),
    Place("Tuyên truyền", "Tuyên truyền", "send", "dissemination:register", "rounds.prepare", SPREAD, group=WORK),
    Place("Báo cáo", "Báo cáo", "log", "reports:register", "tasks.read", ("/bao-cao",), group=SUMS),
    Place("Thống kê", "Thống kê", "chart", "statistics", "tasks.read", ("/thong-ke",), group=SUMS),
    Place("Đánh giá", "Đánh giá", "star", "evaluation:board", "", ("/danh-gia",), HEADS, group=SUMS),
    Place("Đánh giá của tôi", "Đánh giá", "star", "evaluation:mine", "", ("/danh-gia",), WORKERS, group=SUMS),
    Place("Hệ thống ngoài", "Ngoài", "link", "outside:register", "", ("/he-thong-ngoai",), OUTSIDE, group=SUMS),
    Place("Tổ chức", "Tổ chức", "units", "organisation:units", "", ("/to-chuc",), group=RUN),
    Place("Nhật ký", "Nhật ký", "log", "audit:log", "audit.read", ("/nhat-ky",), group=RUN),
    Place("Nguồn văn bản đến", "Nguồn", "inbox", "documents:arrivals", "documents.watch", ("/nguon-den",), group=RUN),
    Place("Ngày làm việc", "Lịch", "calendar", "settings:calendar", "calendar.edit", ("/cai-dat/ngay",), group=RUN),
    Place("Cài đặt", "Cài đặt", "settings", "settings:agency", "settings.edit", group=RUN),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of every page: ``today``, ``membership`` and the places of the navigation."""
    today = getattr(request, "today", None)
    user = getattr(request, "user", None)
    if today is None or user is None or not user.is_authenticated:
        return {"today": today, "membership": None, "places": []}
    if request.htmx or request.membership.agency is None:
        return {"today": today, "membership": request.membership, "places": _places(request)}
    places = _places(request)
    return {
        "today": today,
        "membership": request.membership,
        "places": places,
        "bottom_places": [one for one in places if one["place"].name != "notices:inbox"][:5],
        "unread": unread_count(request.membership),
        "may_settings": may(request.membership, "settings.edit"),
        "may_templates": may(request.membership, "templates.edit"),
    }


def _places(request: HttpRequest) -> list[dict[str, Any]]:
    places = []
    for place in PLACES:
        if place.permission and not may(request.membership, place.permission):
            continue
        if place.roles and not request.membership.roles & set(place.roles):
            continue
        address = reverse(place.name)
        here = request.path == address or any(request.path.startswith(prefix) for prefix in place.prefixes)
        places.append({"place": place, "address": address, "here": here})
    return places
