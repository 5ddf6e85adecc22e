"""Who may do what: one table of permissions and the roles that have them.

Rights within one's own units (a task that is led by my room) are the business of the room that knows the task; here
stands what a role may do in the whole agency.
"""

from __future__ import annotations

from collections.abc import Collection

from dondoc.audit.errors import NotAllowed
from dondoc.audit.recording import acted_as
from dondoc.organisations.membership import Grant, Membership
from dondoc.organisations.models import Role

_EVERYBODY = frozenset(Role)
_OFFICIALS = _EVERYBODY - {Role.ADMINISTRATOR}
_DESK = frozenset({Role.CLERK, Role.COORDINATOR})
_HEADS = frozenset({Role.UNIT_HEAD, Role.LEADER})

PERMISSIONS: dict[str, frozenset[Role]] = {
    "documents.read": _OFFICIALS,
    "documents.view_all": _DESK | {Role.LEADER},
    "documents.register": _DESK | _HEADS,
    "documents.watch": _DESK | {Role.ADMINISTRATOR},
    "documents.correct": _DESK | _HEADS,
    "documents.confirm": _DESK | _HEADS,
    "documents.prepare": _OFFICIALS,
    "documents.issue": _DESK,
    "tasks.read": _OFFICIALS,
    "tasks.view_all": frozenset({Role.LEADER, Role.COORDINATOR}),
    "tasks.confirm": _DESK | _HEADS,
    "tasks.assign": _HEADS | {Role.COORDINATOR},
    "tasks.decide": _HEADS | {Role.COORDINATOR},
    "tasks.follow": frozenset({Role.LEADER, Role.COORDINATOR}),
    "reports.view_all": frozenset({Role.LEADER, Role.COORDINATOR}),
    "rounds.prepare": _OFFICIALS,
    "rounds.open": _DESK | _HEADS,
    "rounds.view_all": _DESK | {Role.LEADER},
    "reports.manage": _HEADS | {Role.COORDINATOR},
    "surveys.personal": frozenset({Role.UNIT_HEAD, Role.COORDINATOR}),
    "outside.send": frozenset({Role.LEADER, Role.COORDINATOR}),
    "outside.edit": frozenset({Role.ADMINISTRATOR, Role.COORDINATOR}),
    "evaluation.own": _OFFICIALS,
    "evaluation.view_all": frozenset({Role.LEADER, Role.COORDINATOR}),
    "evaluation.excuse": frozenset({Role.LEADER, Role.COORDINATOR}),
    "evaluation.close": frozenset({Role.LEADER, Role.COORDINATOR}),
    "evaluation.formula": frozenset({Role.LEADER, Role.COORDINATOR, Role.ADMINISTRATOR}),
    "calendar.edit": frozenset({Role.ADMINISTRATOR, Role.COORDINATOR}),
    "organisation.view": _EVERYBODY,
    "organisation.edit": frozenset({Role.ADMINISTRATOR}),
    "people.edit": frozenset({Role.ADMINISTRATOR}),
    "deputies.edit": frozenset({Role.ADMINISTRATOR, Role.LEADER}),
    "settings.edit": frozenset({Role.ADMINISTRATOR}),
    "templates.edit": frozenset({Role.ADMINISTRATOR, Role.COORDINATOR}),
    "audit.read": frozenset({Role.ADMINISTRATOR, Role.LEADER, Role.COORDINATOR}),
    "audit.read_work": frozenset({Role.LEADER, Role.COORDINATOR}),
}

REFUSALS = {
    "documents.register": "Chỉ văn thư, văn phòng và lãnh đạo được đăng ký văn bản.",
    "documents.watch": "Chỉ văn thư, văn phòng và quản trị được xem nguồn văn bản đến.",
    "documents.confirm": "Chỉ văn thư, văn phòng và lãnh đạo được xác nhận văn bản.",
    "documents.prepare": "Quản trị không trình văn bản; hãy dùng tài khoản của công chức soạn thảo.",
    "documents.issue": "Chỉ văn thư, văn phòng được cấp số và phát hành văn bản.",
    "tasks.confirm": "Chỉ văn thư, văn phòng và lãnh đạo được xác nhận nhiệm vụ.",
    "tasks.assign": "Chỉ văn phòng và lãnh đạo được giao nhiệm vụ.",
    "rounds.prepare": "Chỉ cán bộ, công chức của cơ quan được lập đợt lấy ý kiến, tổng hợp.",
    "rounds.open": "Chỉ văn thư, văn phòng và lãnh đạo được mở hoặc kết thúc đợt.",
    "reports.manage": "Chỉ lãnh đạo, văn phòng được lập chế độ báo cáo.",
    "outside.send": "Chỉ lãnh đạo và văn phòng được gửi báo cáo sang hệ thống bên ngoài.",
    "outside.edit": "Chỉ quản trị và văn phòng được sửa cách xuất sang hệ thống bên ngoài.",
    "evaluation.own": "Trang này dành cho công chức, viên chức được giao nhiệm vụ.",
    "evaluation.view_all": "Chỉ lãnh đạo và văn phòng được xem đánh giá của cả cơ quan.",
    "evaluation.excuse": "Chỉ lãnh đạo và văn phòng được xác nhận nguyên nhân khách quan.",
    "evaluation.close": "Chỉ lãnh đạo và văn phòng được chốt kỳ đánh giá.",
    "evaluation.formula": "Chỉ lãnh đạo, văn phòng và quản trị được sửa cách tính điểm.",
    "organisation.edit": "Chỉ quản trị được sửa cơ cấu tổ chức.",
    "people.edit": "Chỉ quản trị được sửa tài khoản và chức vụ.",
    "deputies.edit": "Chỉ lãnh đạo, quản trị hoặc chính người giữ chức vụ được cử người thay.",
    "settings.edit": "Chỉ quản trị được sửa cấu hình.",
    "templates.edit": "Chỉ quản trị và văn phòng được thay mẫu văn bản của cơ quan.",
    "audit.read": "Chỉ lãnh đạo, văn phòng và quản trị được xem nhật ký.",
}


def may(membership: Membership, permission: str, within: Collection[int] | None = None) -> bool:
    """Whether the person may do this; ``within`` limits to rights from posts in these units.

    Raises KeyError for a permission that is not in the table.
    """
    return grant_for(membership, permission, within) is not None


def grant_for(membership: Membership, permission: str, within: Collection[int] | None = None) -> Grant | None:
    """The post that gives the right; one's own before one that is held for somebody."""
    roles = PERMISSIONS[permission]
    for grant in membership.posts:
        if grant.role in roles and (within is None or grant.unit_id in within):
            return grant
    return None


def require(membership: Membership, permission: str, within: Collection[int] | None = None) -> Grant:
    """The post that gives the right; an action that runs logs in its agency and for whom it acts.

    Raises NotAllowed with a sentence that says who may.
    """
    grant = grant_for(membership, permission, within)
    if grant is None:
        raise NotAllowed(REFUSALS.get(permission, "Bạn không có quyền làm việc này."))
    acted_as(membership.agency.pk if membership.agency else None, grant.holder)
    return grant
