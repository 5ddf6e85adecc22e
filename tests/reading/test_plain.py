"""Plain text, most of it taken out of PDF files by other programs: paragraphs, pages, notes, columns, tables."""

from __future__ import annotations

import unicodedata

import pytest

from dondoc.reading import Region, Text, read
from tests.reading.looks import body, grid, tables


def of(*lines: str) -> Text:
    return read("\n".join(lines).encode(), "van-ban.txt")


class TestEncodings:
    words = "Ủy ban nhân dân tỉnh An Bình yêu cầu các sở báo cáo trước ngày 05/9/2026"

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
    def test_unicode(self, encoding: str) -> None:
        assert read(self.words.encode(encoding), "a.txt").content == self.words

    def test_decomposed_letters_give_the_same(self) -> None:
        assert read(unicodedata.normalize("NFD", self.words).encode(), "a.txt").content == self.words

    @pytest.mark.parametrize(
        "legacy",
        [
            "C¸c së, ngµnh khÈn tr­¬ng b¸o c¸o kÕt qu¶",
            "Caùc sôû, ngaønh khaån tröông baùo caùo keát quaû",
        ],
    )
    def test_tcvn3_and_vni(self, legacy: str) -> None:
        expected = "Các sở, ngành khẩn trương báo cáo kết quả"
        assert read(legacy.encode("cp1252"), "a.txt").content == expected
        assert read(legacy.encode("utf-8"), "a.txt").content == expected

    def test_windows_1258(self) -> None:
        raw = "Ca\u0301c sơ\u0309, nga\u0300nh báo ca\u0301o kê\u0301t qua\u0309".encode("cp1258")
        assert read(raw, "a.txt").content == "Các sở, ngành báo cáo kết quả"

    def test_other_languages_stay(self) -> None:
        words = "Le café était fermé à cause de la grève générale"
        assert read(words.encode("cp1252"), "a.txt").content == words


class TestParagraphs:
    def test_double_spaced_lines_are_joined_also_over_a_page_number(self) -> None:
        text = of(
            "Thực hiện Kế hoạch hành động của Tỉnh ủy về phát triển khoa học, công nghệ và",
            "",
            "chuyển đổi số, Giám đốc Sở Công Thương yêu cầu các phòng, đơn vị khẩn trương",
            "",
            "",
            "",
            "2",
            "",
            "triển khai các nhiệm vụ được giao theo đúng tiến độ.",
            "",
            "1. Phòng Kế hoạch chủ trì rà soát các nhiệm vụ đã giao trong quý III năm 2026 và",
            "",
            "báo cáo kết quả.",
        )
        assert body(text) == [
            "Thực hiện Kế hoạch hành động của Tỉnh ủy về phát triển khoa học, công nghệ và chuyển đổi số, Giám đốc Sở "
            "Công Thương yêu cầu các phòng, đơn vị khẩn trương triển khai các nhiệm vụ được giao theo đúng tiến độ.",
            "1. Phòng Kế hoạch chủ trì rà soát các nhiệm vụ đã giao trong quý III năm 2026 và báo cáo kết quả.",
        ]
        assert len(text.pages) == 2

    @pytest.mark.parametrize(("end", "begin", "code"), [("11/KH-", "UBND", "11/KH-UBND"), ("02", "-KH/TU", "02-KH/TU")])
    def test_code_broken_over_lines(self, end: str, begin: str, code: str) -> None:
        text = of(
            f"Căn cứ nhiệm vụ được phân công và hướng dẫn của cấp trên tại Kế hoạch số {end}",
            f"{begin} ngày 31/7/2026 của Ủy ban nhân dân tỉnh An Bình về việc triển khai nội",
            "dung chuyển đổi số.",
        )
        assert f"Kế hoạch số {code} ngày 31/7/2026" in text.content

    def test_items_open_paragraphs(self) -> None:
        items = [
            "I. MỤC ĐÍCH",
            "1. Mục đích",
            "a) Bảo đảm tiến độ;",
            "đ) Bảo đảm chất lượng.",
            "- Rà soát;",
            "+ Báo cáo;",
        ]
        assert body(of(*items)) == items

    def test_line_broken_before_a_dash_inside_a_name_goes_on(self) -> None:
        text = of(
            "2. Giao Phòng Công nghiệp chủ trì, phối hợp với Phòng Thông tin, Bưu chính",
            "- Viễn thông và các đơn vị liên quan thẩm định hồ sơ theo đúng quy định hiện",
            "hành.",
        )
        assert len(body(text)) == 1

    def test_lines_that_are_paragraphs_stay_apart(self) -> None:
        long = "Giám đốc Sở Công Thương yêu cầu các phòng, đơn vị thuộc Sở khẩn trương rà soát nhiệm vụ. " * 3
        assert len(body(of(long, long, "Trân trọng./."))) == 3

    def test_each_legal_basis_is_a_paragraph(self) -> None:
        text = of(
            "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025 của Quốc hội,",
            "Căn cứ Nghị định của Chính phủ quy định chức năng của cơ quan chuyên môn;",
        )
        assert len(body(text)) == 2


class TestNotes:
    text = of(
        "Sở Công Thương báo cáo Ủy ban nhân dân tỉnh1, trong đó nêu rõ mục V2 của kế hoạch",
        "và số liệu diện tích 50 m2 đã kiểm kê trong năm.",
        "                                        ",
        "1 Công văn số 12/UBND-KT ngày 05/8/2026 của Ủy ban nhân dân tỉnh.",
        "2 Hằng tháng trước ngày 24.",
        "\f",
        "Trân trọng./.",
    )

    def test_marks_are_taken_out_of_the_words(self) -> None:
        assert body(self.text)[0] == (
            "Sở Công Thương báo cáo Ủy ban nhân dân tỉnh, trong đó nêu rõ mục V của kế hoạch và số liệu diện tích "
            "50 m2 đã kiểm kê trong năm."
        )

    def test_anchors_stand_behind_the_marked_words(self) -> None:
        ends = [self.text.content[: note.anchor][-6:] for note in self.text.notes]
        assert ends == ["n tỉnh", " mục V"]
        assert [note.span.of(self.text.content) for note in self.text.notes] == [
            "Công văn số 12/UBND-KT ngày 05/8/2026 của Ủy ban nhân dân tỉnh.",
            "Hằng tháng trước ngày 24.",
        ]

    def test_numbers_without_a_rule_or_a_mark_are_no_notes(self) -> None:
        text = of("Danh sách đơn vị nộp báo cáo chậm gồm:", "1 Phòng Công nghiệp", "2 Phòng Thương mại")
        assert text.notes == ()


class TestColumns:
    def test_head_with_wide_gaps(self) -> None:
        text = of(
            "   UBND TỈNH AN BÌNH              CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "    SỞ CÔNG THƯƠNG                   Độc lập - Tự do - Hạnh phúc",
            "  Số:     /SCT-KHTC                An Bình, ngày    tháng 9 năm 2026",
            "V/v góp ý dự thảo kế hoạch",
            "chuyển đổi số năm 2027",
            "",
            "              Kính gửi: Các phòng, đơn vị thuộc Sở",
        )
        left, right = tables(text)[0].cells
        assert [p.span.of(text.content) for p in left.paragraphs] == [
            "UBND TỈNH AN BÌNH",
            "SỞ CÔNG THƯƠNG",
            "Số: /SCT-KHTC",
            "V/v góp ý dự thảo kế hoạch chuyển đổi số năm 2027",
        ]
        assert [p.span.of(text.content) for p in right.paragraphs][2] == "An Bình, ngày tháng 9 năm 2026"
        assert body(text) == ["Kính gửi: Các phòng, đơn vị thuộc Sở"]

    def test_head_run_together_on_one_line(self) -> None:
        text = of(
            "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "TỈNH AN BÌNH Độc lập - Tự do - Hạnh phúc",
            "Số: 9/CT-UBND An Bình, ngày 05 tháng 9 năm 2026",
            "CHỈ THỊ",
        )
        left, right = (cell.span.of(text.content).split("\n") for cell in tables(text)[0].cells)
        assert left == ["ỦY BAN NHÂN DÂN", "TỈNH AN BÌNH", "Số: 9/CT-UBND"]
        assert right[2] == "An Bình, ngày 05 tháng 9 năm 2026"

    def test_foot(self) -> None:
        text = of(
            "Giám đốc Sở yêu cầu các phòng, đơn vị nghiêm túc triển khai thực hiện các nội dung này./.",
            "",
            "Nơi nhận:                                              KT. GIÁM ĐỐC",
            "- Như trên;                                            PHÓ GIÁM ĐỐC",
            "- Lưu: VT.",
            "                                                       Trần Thị Mẫu",
        )
        left, right = (cell.span.of(text.content).split("\n") for cell in tables(text)[0].cells)
        assert left == ["Nơi nhận:", "- Như trên;", "- Lưu: VT."]
        assert right == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Thị Mẫu"]


class TestLaidOutTable:
    lines = (
        "                          PHỤ LỤC PHÂN CÔNG",
        "                                             Cơ quan",
        "TT          Nhiệm vụ                                     Thời hạn        Sản phẩm",
        "                                             chủ trì",
        "1    Rà soát hạ tầng mạng của các xã,      Phòng A      30/9/2026       Báo cáo",
        "     phường trên địa bàn                   Phòng B",
        "2    Xây dựng đề án đào tạo nhân lực cho Phòng C        15/10/2026",
        "     các phòng chuyên môn",
        "\f3     Tổ chức tập huấn cho cán bộ     Phòng A     Quý IV",
        "      cơ sở",
        "",
        "",
        "",
        "Nơi nhận: Như trên",
    )

    def test_cells_come_back_also_over_a_page(self) -> None:
        text = of(*self.lines)
        (table,) = tables(text)
        assert body(text)[0] == "PHỤ LỤC PHÂN CÔNG"
        assert grid(text, table) == [
            ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn", "Sản phẩm"],
            ["1", "Rà soát hạ tầng mạng của các xã, phường trên địa bàn", "Phòng A Phòng B", "30/9/2026", "Báo cáo"],
            ["2", "Xây dựng đề án đào tạo nhân lực cho các phòng chuyên môn", "Phòng C", "15/10/2026", ""],
            ["3", "Tổ chức tập huấn cho cán bộ cơ sở", "Phòng A", "Quý IV", ""],
        ]
        assert (table.head_rows, table.ruled) == (1, True)


class TestCentredTable:
    lines = (
        "STT          Nhiệm vụ                Chủ trì",
        "     Rà soát hạ tầng mạng của các",
        "1    xã, phường trên địa bàn và      Phòng A",
        "     lập danh mục cần nâng cấp",
        "     Tổ chức tập huấn cho cán bộ     Phòng B,",
        "2    phụ trách chuyển đổi số của     Phòng C",
        "     các đơn vị",
        "     Xây dựng kế hoạch sử dụng",
        "3    kinh phí được giao trong năm    Văn phòng",
        "\fSTT          Nhiệm vụ                Chủ trì",
        "     và báo cáo kết quả",
        "4    Sơ kết                          Phòng A",
    )

    def test_rows_reach_as_far_above_their_number_as_below(self) -> None:
        text = of(*self.lines)
        (table,) = tables(text)
        assert [row[1:] for row in grid(text, table)[1:]] == [
            ["Rà soát hạ tầng mạng của các xã, phường trên địa bàn và lập danh mục cần nâng cấp", "Phòng A"],
            ["Tổ chức tập huấn cho cán bộ phụ trách chuyển đổi số của các đơn vị", "Phòng B, Phòng C"],
            ["Xây dựng kế hoạch sử dụng kinh phí được giao trong năm và báo cáo kết quả", "Văn phòng"],
            ["Sơ kết", "Phòng A"],
        ]


def test_stamp_of_a_signature_is_kept_out_of_the_body() -> None:
    text = of(
        "Ký bởi: Sở Công Thương",
        "Cơ quan: Tỉnh An Bình",
        "Thời gian ký: 05/09/2026 09:08:01",
        "",
        "THÔNG BÁO",
        "Sở Công Thương thông báo lịch họp giao ban tháng 9.",
    )
    assert body(text) == ["THÔNG BÁO", "Sở Công Thương thông báo lịch họp giao ban tháng 9."]
    boxed = [p for p in text.paragraphs() if p.region is Region.BOX]
    assert boxed[0].span.of(text.content).endswith("09:08:01")


@pytest.mark.parametrize("words", ["ôôêôãê-â2êaa", ",gê-ãôãô", "1â", "ư ư1õ"])
def test_a_few_letters_read_the_same_however_they_are_composed(words: str):
    read_as = {read(unicodedata.normalize(form, words).encode(), "a.txt").content for form in ("NFC", "NFD")}
    assert len(read_as) == 1
