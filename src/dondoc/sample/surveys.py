"""The sample's rounds: every ready-made form is sent out, and some have answered, in many ways."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from dondoc.dissemination import actions as published
from dondoc.organisations.models import Person
from dondoc.organisations.queries import Membership, membership
from dondoc.rounds import actions as rounds
from dondoc.rounds.answerers import Answerer
from dondoc.rounds.models import Addressee, Link
from dondoc.surveys import actions
from dondoc.surveys.models import Survey
from dondoc.surveys.ready import AUDIENCES, FIELDS, HELPED_WITH, QUARTERS, TOPICS
from dondoc.training import actions as training

COMMUNES = "Ủy ban nhân dân các xã, phường, đặc khu"
DEPARTMENTS = "Các sở, ban, ngành"
MAKER = "truongphong"
CONTACT = "Phòng Chuyển đổi số, điện thoại 0283 822 0000"
FAMILY = ("Ngô", "Hồ", "Cao", "Đinh", "Lương", "Phùng", "Tạ", "Mạc", "Chu", "Thái")
MIDDLE = ("Thị", "Văn", "Công", "Minh", "Ngọc", "Xuân")
GIVEN = ("Mận", "Bưởi", "Nhẫn", "Tám", "Sen", "Dậu", "Thìn", "Quế", "Lựu", "Mai", "Tùng", "Bách", "Trúc")
POSTS = ("Chủ tịch UBND", "Phó Chủ tịch UBND", "Công chức tư pháp", "Công chức văn phòng", "Kế toán")
HELP = {
    "Định danh điện tử (VNeID)": "Mở ứng dụng VNeID trên điện thoại.\nNhập số định danh và số điện thoại chính chủ.\n"
    "Quét chip trên thẻ căn cước theo hướng dẫn.\nĐặt mật khẩu và nhắc người dân không đưa mã OTP cho ai.",
    "Dịch vụ công trực tuyến": "Vào cổng dịch vụ công, đăng nhập bằng tài khoản định danh.\nTìm tên thủ tục.\n"
    "Chụp giấy tờ rõ nét, tải lên.\nXem lại, bấm nộp và ghi mã hồ sơ cho người dân.",
    "Thanh toán không tiền mặt": "Mở ứng dụng ngân hàng của người dân.\nQuét mã QR của cửa hàng.\n"
    "Đối chiếu tên người nhận trước khi xác nhận.",
    "An toàn trên mạng": "Không bấm liên kết lạ, không cài ứng dụng ngoài kho chính thức.\n"
    "Cơ quan nhà nước không đòi chuyển tiền qua điện thoại.\nNghi bị lừa: báo công an xã ngay.",
}


def _name(turn: int) -> str:
    return f"{FAMILY[turn % 10]} {MIDDLE[turn % 6]} {GIVEN[turn % 13]}"


def _contact(turn: int) -> dict[str, Any]:
    return {"contact": _name(turn), "phone": f"0283{8_000_000 + turn * 137:07d}"[:11]}


def _signatures(turn: int) -> dict[str, Any]:
    people = [
        {
            "name": _name(turn * 7 + at),
            "id": f"0{52 + turn % 9:02d}0{80 + at}{turn:03d}{100 + at * 13:03d}",
            "born": date(1975 + (turn + at) % 24, 1 + (turn + at) % 12, 1 + turn % 27),
            "post": POSTS[at % 5],
            "mail": f"cb{turn}.{at}@xa.anphuoc.example",
            "mobile": f"09{10_000_000 + turn * 1000 + at:08d}",
            "want": ("Cấp mới", "Gia hạn", "Cấp mới", "Thu hồi")[(turn + at) % 4],
            "device": ("USB token", "SIM PKI", "Ký số từ xa")[(turn + at) % 3],
            "serial": f"54A1{turn:02d}{at:02d}" if (turn + at) % 2 else "",
        }
        for at in range(1 + turn % 4)
    ]
    return {
        **_contact(turn),
        "people": people,
        "note": "Đề nghị cấp sớm trước đợt chuyển trụ sở." if turn % 9 == 0 else "",
    }


def _staff(turn: int) -> dict[str, Any]:
    rows = [
        {"post": ("Quản trị mạng", "Phân tích dữ liệu")[at], "field": FIELDS[(turn + at) % 4], "level": "Đại học",
         "present": turn % 3, "wanted": 1 + (turn + at) % 2, "when": QUARTERS[turn % 4]}
        for at in range(1 + turn % 2)
    ]  # fmt: skip
    return {**_contact(turn), "given": 30 + turn, "present": 27 + turn, "posts": rows}


def _training(turn: int) -> dict[str, Any]:
    rows = [
        {"topic": TOPICS[(turn + at) % 5], "audience": AUDIENCES[(turn + at) % 4], "people": 5 + (turn * 3 + at) % 20,
         "way": ("Trực tiếp", "Trực tuyến")[turn % 2], "when": QUARTERS[at]}
        for at in range(2)
    ]  # fmt: skip
    return {**_contact(turn), "courses": rows}


def _systems(turn: int) -> dict[str, Any]:
    system = {
        "name": f"Phần mềm quản lý chuyên ngành {turn + 1}", "owner": "Sở Khoa học và Công nghệ",
        "level": f"Cấp độ {1 + turn % 3}", "approved": ("Có", "Chưa")[turn % 2], "backup": "Có",
        "second": ("Chưa", "Có")[turn % 2], "ipv6": "Chưa", "lgsp": ("Có", "Chưa")[turn % 2], "cost": 40 + turn * 5.5,
        "note": ("", "Đang lập hồ sơ đề xuất cấp độ, trình trong quý I/2027.")[turn % 2],
    }  # fmt: skip
    return {**_contact(turn), "systems": [system]}


def _platforms(turn: int) -> dict[str, Any]:
    row = {"name": "Trục liên thông văn bản của tỉnh", "group": "Của tỉnh", "since": 2021, "users": 40 + turn * 7,
           "state": ("Dùng ổn định", "Ít dùng")[turn % 2]}  # fmt: skip
    return {**_contact(turn), "platforms": [row]}


def _teams(turn: int) -> dict[str, Any]:
    hamlets = [f"Thôn {at}" for at in range(1, 3 + turn % 3)]
    day = date(2026, 10, 3 + turn % 20)
    return {
        **_contact(turn),
        "teams": [{"hamlet": h, "founded": date(2025, 8, 15), "head": _name(turn + at), "members": 5 + at,
                   "mobile": f"097{1_000_000 + turn * 100 + at:07d}"} for at, h in enumerate(hamlets)],
        "members": [{"hamlet": h, "name": _name(turn + at + 3), "from": "Đoàn Thanh niên"}
                    for at, h in enumerate(hamlets)],
        "activities": [{"on": day, "hamlet": hamlets[0], "what": "Cài đặt định danh điện tử", "people": 20 + turn}],
        "cases": [{"on": day + timedelta(days=at), "hamlet": hamlets[at % 2], "topic": HELPED_WITH[(turn + at) % 5],
                   "people": 3 + at, "done": "Làm được ngay"} for at in range(3)],
    }  # fmt: skip


Answers = Callable[[int], dict[str, Any]]
ROUNDS: tuple[tuple[str, str, str, Answers, int], ...] = (
    ("signatures", "Tổng hợp nhu cầu chữ ký số chuyên dùng công vụ năm 2027", COMMUNES, _signatures, 40),
    ("staff", "Nhu cầu nhân lực chuyển đổi số năm 2027", DEPARTMENTS, _staff, 7),
    ("training", "Nhu cầu tập huấn kỹ năng số năm 2027", COMMUNES, _training, 14),
    ("systems", "Rà soát hệ thống thông tin quý IV/2026", DEPARTMENTS, _systems, 6),
    ("platforms", "Danh mục nền tảng số đang dùng", DEPARTMENTS, _platforms, 6),
    ("teams", "Hoạt động Tổ công nghệ số cộng đồng tháng 10/2026", COMMUNES, _teams, 12),
)
"""Ready-made form, title, whom it asks, what they answer, how many have."""


PUBLISHED = (
    ("Hướng dẫn nộp hồ sơ trực tuyến cho người dân", "portal", "https://skhcn.anphuoc.example/dich-vu-cong", 3200),
    ("Cảnh báo lừa đảo qua điện thoại", "zalo", "https://zalo.example/anphuoc/canh-bao", 8600),
    ("Ngày hội chuyển đổi số tỉnh An Phước", "facebook", "https://facebook.example/anphuoc/ngay-hoi", 12400),
    ("Bản tin chuyển đổi số số 42", "loudspeaker", "", 5000),
    ("Phóng sự Tổ công nghệ số cộng đồng", "broadcast", "", None),
)


def fill(people: dict[str, Person], today: date, due_from: date) -> None:
    """Send every ready-made form out and let some answer; the first is due three days after ``due_from``."""
    person = people[MAKER]
    mine = membership(person, today)
    for topic, steps in HELP.items():
        actions.put_help(person, mine, topic=topic, title=f"Hướng dẫn: {topic}", steps=steps)
    for at, (ready, title, group, answers, number) in enumerate(ROUNDS):
        form = actions.make_form(person, mine, "", ready=ready)
        survey = actions.prepare_survey(
            person, mine, form.pk, title, due_on=due_from + timedelta(days=3 + at * 2), contact=CONTACT
        )
        rounds.add_groups(person, mine, survey.round_id, [group])
        rounds.open_round(person, mine, survey.round_id)
        _answer(person, mine, survey, answers, number)
    _course(person, mine, due_from)
    for at, (title, medium, link, reach) in enumerate(PUBLISHED):
        day = today - timedelta(days=at * 4 + 1)
        published.enter(person, mine, title=title, medium=medium, link=link, reach=reach, published_on=day)


def _course(person: Person, mine: Membership, today: date) -> None:
    """A course out of the needs: units have named people, one lesson was held."""
    course = training.make_course(
        person, mine, "Kỹ năng số cơ bản cho công chức cấp xã", topic=TOPICS[0], audience=AUDIENCES[1],
        place="Hội trường Sở Khoa học và Công nghệ", places=2, cost=18_500_000, funds="Chi thường xuyên năm 2026",
    )  # fmt: skip
    held = training.add_session(person, mine, course.pk, mine.today, hours="8 giờ – 11 giờ", teacher="Vương Khánh Linh")
    training.add_session(person, mine, course.pk, today + timedelta(days=6), hours="8 giờ – 11 giờ")
    survey = training.ask_nominations(person, mine, course.pk, today + timedelta(days=3))
    rounds.add_groups(person, mine, survey.round_id, [COMMUNES])
    rounds.open_round(person, mine, survey.round_id)
    _answer(person, mine, survey, _sent, 13)
    made = training.take_nominations(person, mine, course.pk)
    training.set_state(person, mine, course.pk, "running")
    training.attend(person, mine, course.pk, held.pk, [one.pk for one in made if not one.spare][:-3])


def _sent(turn: int) -> dict[str, Any]:
    people = [
        {"name": _name(turn * 5 + at), "post": POSTS[2 + at % 3], "mobile": f"098{2_000_000 + turn * 10 + at:07d}"}
        for at in range(1 + turn % 3)
    ]
    return {"contact": _name(turn), "people": people}


def _answer(person: Person, mine: Membership, survey: Survey, answers: Answers, number: int) -> None:
    """Some answer by the link that was sent to them; the last of them has only begun."""
    rows = Addressee.objects.filter(round=survey.round).order_by("order").values_list("pk", flat=True)[:number]
    rounds.make_links(person, mine, survey.round_id, list(rows))
    links = Link.objects.filter(addressee__round=survey.round).select_related("addressee__round__agency__unit")
    for turn, link in enumerate(links.order_by("addressee__order")):
        answerer = Answerer(link.addressee, link=link)
        given = answers(turn)
        if turn == number - 1:
            actions.save_draft(None, answerer, {"contact": given["contact"]})
        else:
            actions.submit(None, answerer, given, name=given["contact"])
