"""Fixed phrases, whose marks recognition loses: those of capitals are small and stand close to the line above, and the
second of two marks over one letter ("tổ", "thể", "phố") is the first to go on a pale or blurred sheet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from dondoc.reading.ocr.engine import Word

PHRASES = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "ĐẢNG CỘNG SẢN VIỆT NAM",
    "ỦY BAN NHÂN DÂN",
    "HỘI ĐỒNG NHÂN DÂN",
    "ỦY BAN MẶT TRẬN TỔ QUỐC",
    "BAN THƯỜNG VỤ",
    "BAN CHẤP HÀNH",
    "BAN CHỈ ĐẠO",
    "BAN QUẢN LÝ",
    "ĐẢNG ỦY",
    "TỈNH ỦY",
    "THÀNH ỦY",
    "VĂN PHÒNG",
    "TRUNG TÂM",
    "THỦ TƯỚNG CHÍNH PHỦ",
    "BỘ TRƯỞNG",
    "PHÓ CHỦ TỊCH",
    "CHỦ TỊCH",
    "PHÓ GIÁM ĐỐC",
    "GIÁM ĐỐC",
    "PHÓ BÍ THƯ",
    "BÍ THƯ",
    "KẾ HOẠCH",
    "THÔNG BÁO",
    "QUYẾT ĐỊNH",
    "NGHỊ QUYẾT",
    "CHỈ THỊ",
    "CHƯƠNG TRÌNH",
    "KẾT LUẬN",
    "HƯỚNG DẪN",
    "BÁO CÁO",
    "CÔNG ĐIỆN",
    "GIẤY MỜI",
    "PHỤ LỤC",
    "MỤC ĐÍCH",
    "MỤC TIÊU",
    "YÊU CẦU",
    "NỘI DUNG",
    "NHIỆM VỤ",
    "GIẢI PHÁP",
    "KINH PHÍ",
    "TỔ CHỨC THỰC HIỆN",
    "TRIỂN KHAI",
)
"""Names of organs, posts and kinds of document (Decree 30/2020/NĐ-CP, Annexes I and III; Guidance 36-HD/VPTW) and
headings of plans. A phrase whose letters without marks mean something else too ("ĐIỀU" and "ĐIỂU") is not here."""

COMPOUNDS = """
    an ninh, an toàn, biểu mẫu, biện pháp, bãi bỏ, bình đẳng, bảo hiểm, bảo tồn, bảo đảm, bệnh viện, bồi dưỡng
    bổ sung, chi tiết, chia sẻ, chuyển đổi số, chuẩn bị, chuẩn hóa, chính phủ, chính quyền, chính sách, chương trình
    chi cục, chi nhánh
    chất lượng, chẩn đoán, chặt chẽ, chủ trì, chủ trương, chủ động, chứng thực, công bố, công chức, công khai
    công nghệ, công trình, công việc, cải cách, cổng thông tin, cụ thể, danh mục, di tích, doanh nghiệp
    du lịch, dân chủ, dân tộc, dịch vụ, dự thảo, dự toán, giai đoạn, giám sát, giám đốc, giáo dục, giải pháp
    giải quyết, giải thể, giấy phép, hiệu lực, hiệu quả, hoàn chỉnh, hoàn thiện, hoàn thành, hoạt động, huy động
    hành chính, hướng dẫn, hạ tầng, hạn chế, hệ thống, hỗ trợ, hội nghị, hợp tác, khai thác, khen thưởng, khiếu nại
    khu phố, khó khăn, khẩn trương, khắc phục, khẳng định, kinh phí, kinh tế, kiến nghị, kiểm soát, kiểm toán
    kiểm tra, kiện toàn, kế hoạch, kế thừa, kết luận, kết nối, kết quả, kịp thời, lao động, liên thông, lãnh đạo
    lĩnh vực, lấy ý kiến, mục tiêu, mục đích, nghiêm túc, nghị quyết, nghị định, nguyên nhân, nguồn lực, nguồn vốn
    ngân sách, người lao động, nhiệm vụ, nhà nước, nông nghiệp, nông thôn, năng lực, nổi bật, nội dung, pháp luật
    pháp lý, phát biểu, phát hiện, phát huy, phát triển, phê duyệt, phản ánh, phối hợp, phổ biến, phụ lục, phục vụ
    quan điểm, quy chuẩn, quy chế, quy hoạch, quyết toán, quyết định, quản lý, quản trị, quốc gia, quốc hội
    quốc phòng, quốc tế, rà soát, sáng tạo, sản phẩm, sản xuất, sắp xếp, số liệu, sử dụng, sửa đổi, tham dự
    tham mưu, thanh toán, thanh tra, thiết bị, thiết kế, thiết lập, thiết thực, thành lập, thành phần, thành phố
    thành viên, thương binh, thường trực, thường xuyên, thẩm quyền, thẩm định, thể chế, thể dục, thể thao, thị trấn
    thống kê, thống nhất, thời gian, thời hạn, thời điểm, thủ tướng, thủ tục, tiêu chuẩn, tiếp nhận, tiếp tục
    triển khai, triển lãm, trung tâm, trung ương, trách nhiệm, trực thuộc, trực tuyến, tuyển dụng, tuyển sinh
    tầm soát, tập huấn, tập thể, tỉnh ủy, tối thiểu, tổ chức, tổ dân phố, tổng hợp, tổng kết, tổng thể, vi phạm
    văn hóa, vướng mắc, vận hành, xuất khẩu, xây dựng, xã hội, xử lý, y tế, yêu cầu, ý thức, điều chỉnh, điều hành
    điều kiện, điều trị, đoàn thể, đào tạo, đơn vị, đại biểu, đại diện, đảng viên, đẩy mạnh, đặc biệt, đặc khu
    đặc điểm, địa bàn, địa phương, địa điểm, đối tượng, đồng chí, đồng thời, ủy ban, ủy quyền, ứng dụng
"""
"""Words of two or three syllables that official papers are made of. Left out is what without marks can also be the
end of one word and the beginning of the next: "đầu tư" ("bắt đầu từ"), "phương thức" ("phường thực hiện"), "theo dõi"
("theo đối tượng"), "ban hành" ("văn bản hành chính"), "thực hiện" ("kiến thức hiện đại"), "cung cấp" ("cùng cấp")."""

PROVINCE = "TINH"
_NOT_PROVINCE = frozenset(("HINH", "TRANG", "THE"))
"""What follows "TÌNH"."""


def _bare(words: str) -> str:
    """Letters without marks, Đ as D, signs dropped."""
    plain = unicodedata.normalize("NFD", words.upper().replace("Đ", "D"))
    return "".join(sign for sign in plain if sign.isalpha())


_PARTED = re.compile(r",\s*|\n\s*")
_CAPITALS = {tuple(map(_bare, phrase.split())): phrase.split() for phrase in PHRASES}
_COMPOUNDS = {tuple(map(_bare, phrase.split())): phrase.split() for phrase in _PARTED.split(COMPOUNDS.strip())}
_LONGEST = max(map(len, (*_CAPITALS, *_COMPOUNDS)))


def with_marks(line: Sequence[Word]) -> list[Word]:
    """A line with the marks of fixed phrases put right."""
    result = list(line)
    bare = [_bare(word.text) for word in line]
    at = 0
    while at < len(line):
        length, phrase = _phrase(line, bare, at)
        for index, right in enumerate(phrase):
            result[at + index] = replace(line[at + index], text=_put(right, line[at + index].text))
        at += length
    capitals = len(line) > 1 and _is_upper(line[0].text) and _is_upper(line[1].text)
    if capitals and bare[0] == PROVINCE and bare[1] and bare[1] not in _NOT_PROVINCE:
        result[0] = replace(result[0], text="TỈNH")
    return result


def _phrase(line: Sequence[Word], bare: Sequence[str], at: int) -> tuple[int, Sequence[str]]:
    """How many words the longest phrase takes that stands at a place of a line, and its words; 1 and none otherwise."""
    for length in range(min(_LONGEST, len(line) - at), 0, -1):
        key = tuple(bare[at : at + length])
        seen = [word.text for word in line[at : at + length]]
        if key in _CAPITALS and all(map(_is_upper, seen)):
            return length, _CAPITALS[key]
        if key in _COMPOUNDS and _is_compound(seen):
            return length, _COMPOUNDS[key]
    return 1, ()


def _is_compound(seen: Sequence[str]) -> bool:
    """Whether words run on without a sign between them, and are no name, whose words are all written large."""
    runs_on = all(one[-1].isalpha() and two[0].isalpha() for one, two in pairwise(seen))
    return runs_on and (seen[-1][0].islower() or all(map(_is_upper, seen)))


def _is_upper(word: str) -> bool:
    return word.upper() == word


def _put(right: str, seen: str) -> str:
    """The right letters with the signs that stood around the seen ones, large where those were."""
    letters = [index for index, sign in enumerate(seen) if sign.isalpha()]
    inside = seen[letters[0] : letters[-1] + 1]
    cased = right.upper() if _is_upper(inside) and len(inside) > 1 else right[:1].upper() + right[1:]
    return seen[: letters[0]] + (cased if inside[:1].isupper() else right) + seen[letters[-1] + 1 :]
