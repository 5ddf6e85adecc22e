"""The words of duty as data: main verbs that open a duty, adverbs before them, and what only looks like a verb."""

from __future__ import annotations

# Main verbs of administrative Vietnamese, by what they ask for.
VERBS_BY_TOPIC: dict[str, str] = {
    "advise and draft": """tham mưu; tham mưu đề xuất; đề xuất; kiến nghị; trình; dự thảo; soạn thảo; xây dựng; ban hành; hoàn thiện; hoàn chỉnh;
        lập; xây dựng và ban hành; biên soạn; biên tập; thiết kế; tham vấn; tư vấn; nghiên cứu; đề nghị; góp ý; tham gia; tham gia ý kiến; cho ý kiến; có ý kiến;
        thẩm định; thẩm tra; phê duyệt; ký; ký kết; ký ban hành; xác định; xác lập; quy định; cụ thể hóa; thể chế hóa; luật hóa; chuẩn bị; kiện toàn; thành lập;
        sửa đổi; bổ sung; điều chỉnh; thay thế; bãi bỏ; rà soát; cập nhật; thống kê; liệt kê; kê khai; phân loại; đăng ký; đề ra; đặt hàng; thuê""",
    "carry out": """thực hiện; tổ chức; tổ chức thực hiện; tổ chức triển khai; triển khai; triển khai thực hiện; thi hành; thực thi; tiến hành; làm; hoàn thành; bảo đảm; đảm bảo; duy trì;
        phát huy; nâng cao; nâng cấp; cải thiện; cải tiến; cải cách; đổi mới; đẩy mạnh; đẩy nhanh; thúc đẩy; tăng cường; mở rộng; phát triển; khai thác; sử dụng; ứng dụng; áp dụng; vận hành;
        vận dụng; kết nối; tích hợp; liên thông; chia sẻ; đồng bộ; số hóa; lưu trữ; chuyển đổi; chuyển giao; chuyển; bàn giao; tiếp nhận; xử lý; giải quyết; khắc phục; tháo gỡ; chấn chỉnh;
        chấm dứt; giảm; cắt giảm; đơn giản hóa; tiết kiệm; phòng ngừa; phòng, chống; phòng chống; ngăn chặn; ứng phó; bảo vệ; bảo trì; bảo dưỡng; sửa chữa; lắp đặt; trang bị; đầu tư; mua sắm;
        xây lắp; di dời; giải phóng; thu hồi; thu hút; thu gom; thu thập; thu nộp; nộp; chi trả; thanh toán; quyết toán; giải ngân; lồng ghép; gắn; kết hợp; huy động; tranh thủ; tận dụng;
        khơi thông; giữ vững; giữ gìn; gìn giữ; bảo tồn; phục dựng; trưng bày; trình diễn; biểu diễn; tổ chức lại; sắp xếp; bố trí; bố trí, sắp xếp; sắp xếp, bố trí; đáp ứng; tạo điều kiện; tạo lập; tạo;
        hình thành; mở; khai mạc; tiêm; khám; chữa; điều trị; cấp; cấp phát; cấp đổi; cấp phép; cho phép; chuẩn hóa; tái cấu trúc; thay đổi; thay; gỡ bỏ; cài đặt; khởi tạo; xây; trồng; chăm sóc; tưới; vệ sinh;
        niêm yết; tích cực tham gia; thử nghiệm; thí điểm; nhân rộng; nhân bản; kích hoạt; cung ứng; phân phối; dự trữ; hỗ trợ; giúp; giúp đỡ; tiếp đón; đón tiếp; đón; phục vụ; bồi thường; giữ; tuân thủ; chấp hành; quán triệt; nghiêm cấm; dừng; tạm dừng; hủy""",
    "carry out, in the fields": """phát hiện; siết chặt; tham dự; nhận; sao lưu; sao chụp; định danh; cấu hình; làm việc với; tính toán; sáp nhập; hợp nhất; chia tách; giải thể; quy hoạch; giải đáp; tìm hiểu; điều động; luân chuyển; luân phiên; tuyển dụng; tuyển chọn; tuyển quân; bám sát; đề phòng; nêu gương; mở lớp; đối chiếu; hậu kiểm; tiền kiểm; cam kết;
        trả kết quả; khoanh vùng; cưỡng chế; xử phạt; tịch thu; khởi công; khánh thành; đấu thầu; đấu giá; đấu nối; đấu tranh; gắn biển; đồng bộ hóa; khai trương; ra mắt; tạm ứng; hạch toán; xác thực; phân quyền; cấp quyền; phân luồng; tuần tra; canh gác; ứng trực; trực ban; thường trực; sơ tán; di chuyển; cứu trợ; khử trùng; tiêu hủy; giám định; xét nghiệm; sàng lọc; quản trị; tái cơ cấu;
        cổ phần hóa; thoái vốn; định giá; hoàn trả; hoàn tất; kết thúc; kết luận; ký số; so sánh; minh chứng; tập hợp; trang trí; dọn dẹp; phân định; định hướng; khơi dậy; nuôi dưỡng; tôn vinh; trao tặng; thăm hỏi; gặp mặt; kết nạp; bình ổn; ổn định; kiềm chế; kéo giảm; giảm thiểu; hạn chế; loại bỏ; xóa; xóa bỏ; triệt phá; tố giác; khởi tố; truy tố; xét xử; tập luyện; luyện tập; diễn tập; huấn luyện;
        có văn bản; có kế hoạch; có phương án; có biện pháp; có giải pháp; trả; trao; tặng; đặt; treo; chốt; bán; dán; viết; dịch; in; in ấn; chụp; quay phim; ghi hình; ghi âm; khắc phục, sửa chữa; dựng; tháo dỡ; san lấp; nạo vét; phát quang; phát dọn; quét dọn; vớt; thả; nuôi; gieo trồng; thu hoạch; tiêu thụ; chế biến; bảo quản; vận chuyển; vận chuyển, bàn giao; phúc tra; tái kiểm tra; tổng rà soát; tổng kiểm kê; tổng kiểm tra; xếp hàng; đánh số; lập danh sách; lập hồ sơ; lập kế hoạch; lập dự toán; lập báo cáo; quy đổi; tiếp sóng; truyền hình trực tiếp; livestream; chạy thử; nâng hạng; tham vấn ý kiến; xin ý kiến; thẩm định giá; cắt điện; cắt; kiểm đếm; neo đậu; cấm biển; gia cố; chằng chống; thông luồng; làm sạch; đối soát; đối thoại; tự nhận xét; tự đánh giá; tự kiểm điểm; lắp biển; gắn mã; giao ban; trực tiếp dự; dự trù; đăng cai; gây quỹ; công khai hóa""",
    "lead and check": """chỉ đạo; chỉ đạo, điều hành; lãnh đạo; lãnh đạo, chỉ đạo; điều hành; quản lý; chủ trì; chủ trì, phối hợp; phối hợp; đầu mối; làm đầu mối; điều phối; phân công; phân cấp; phân bổ; ủy quyền; giao; giao nhiệm vụ; cử; cử người; chọn; chọn cử; lựa chọn; bổ nhiệm;
        phụ trách; chịu trách nhiệm; đôn đốc; nhắc nhở; theo dõi; theo dõi, đôn đốc; giám sát; kiểm tra; thanh tra; kiểm soát; kiểm tra, giám sát; kiểm toán; kiểm kê; kiểm điểm; kiểm định; nghiệm thu; xác minh; xác nhận; điều tra; khảo sát; đo lường; đánh giá; chấm điểm; xếp loại; xếp hạng; phân tích;
        tổng hợp; tổng kết; sơ kết; nhận xét; bình xét; bình chọn; thi đua; khen thưởng; biểu dương; đề nghị khen thưởng; kỷ luật; phê bình; xem xét; cân đối; cân nhắc; thẩm định, phê duyệt; nắm; nắm bắt; nắm chắc; dự báo; cảnh báo; quyết định; thống nhất; lưu ý; chú trọng; chú ý; quan tâm; coi trọng; ưu tiên; tập trung; lấy; xem; đưa; lựa chọn""",
    "inform and report": """báo cáo; báo cáo kết quả; gửi; gửi báo cáo; thông báo; thông tin; công bố; công khai; công khai, minh bạch; cung cấp; trả lời; phản hồi; giải trình; tiếp thu; tiếp thu, giải trình; phản ánh; trao đổi; liên hệ; tuyên truyền; phổ biến; truyền thông; giới thiệu; quảng bá; phát động; vận động; khuyến khích; động viên;
        hướng dẫn; tập huấn; bồi dưỡng; đào tạo; giáo dục; phát hành; xuất bản; đăng tải; đăng; đưa tin; phát sóng; đăng phát; nhập; nhập liệu; khai báo; cập nhật, báo cáo; phát biểu; trình bày; giao lưu; lấy ý kiến; lấy mẫu; hỏi; đối thoại; mời; tiếp; tiếp công dân; tiếp xúc; lưu; lưu hành; sao gửi; sao lục; chứng thực; ghi nhận; ghi; ghi chép; trích xuất; trích; nêu; nêu rõ; làm rõ; thể hiện""",
    "further": """tìm hiểu; phát hiện; tham dự; sao lưu; định danh; điều động; đề cử; giải thể; sáp nhập; in ấn; rút kinh nghiệm; thảo luận; yêu cầu;
        triệu tập; xúc tiến; đối chiếu; vận chuyển; cứu trợ; củng cố; thiết lập; trang trí; dịch; sản xuất; truyền hình; có kế hoạch; có giải pháp;
        có biện pháp; có văn bản; có phương án; tuyển chọn; tuyển dụng; luân chuyển; hợp tác; tôn vinh; trao thưởng; hưởng ứng; dọn dẹp; cắm mốc;
        đo đạc; tra cứu; quét; ký số; thẩm duyệt; quản trị; hậu kiểm; bám sát; lắng nghe; giải đáp; hòa giải; hạch toán; đấu giá; đấu thầu; khoanh vùng;
        phân quyền; thay mặt; khởi công; khánh thành; treo; cổ động; chỉnh trang; khôi phục; sưu tầm; tu bổ; tôn tạo; viết; công nhận; tổng rà soát;
        tầm soát; sàng lọc; nói chuyện; tọa đàm; xin lỗi; cam kết; hoạch định; minh bạch; hoàn trả; xúc tiến đầu tư; kêu gọi; phân luồng; điều tiết;
        tuần tra; trực ban; trực chỉ huy; huấn luyện; luyện tập; hợp luyện; sơ duyệt; tổng duyệt; rà phá; đấu nối; ngừng; đình chỉ; gương mẫu;
        thấm nhuần; học tập; quán xuyến; tài trợ; ủng hộ; quyên góp; thăm hỏi; tặng quà; tri ân; thắp hương; đánh số; đóng dấu; phát; tiêu hủy;
        kết thúc; khai giảng; bế mạc; ra đề; coi thi; chấm thi; in sao; tuyển sinh; xét tuyển; cải tạo; nêu gương; vận hành; vận động; đảm nhiệm;
        sẵn sàng; làm việc; họp; cấu hình; tích lũy; cài đặt; đăng nhập; khởi tạo; thẩm tra, xác minh; tăng; giảm tải; cắt; cắt điện; tạm dừng; báo tin; canh gác; gia cố; kiểm đếm; trực; phát dọn; thông báo cho; khoanh nuôi; trình duyệt; bàn giao; tự kiểm tra; tự rà soát; tổng hợp, báo cáo; lắp ráp; vận dụng; hợp nhất; tiếp quản""",
}

ADVERBS = """chủ động; kịp thời; tiếp tục; khẩn trương; thường xuyên; tăng cường; nghiêm túc; định kỳ; tích cực; nhanh chóng; trực tiếp; phải; cần; cần phải; sớm; ngay; đồng thời; đồng thời phải; tập trung; quyết liệt; kiên quyết; chủ động, tích cực;
    tích cực, chủ động; thực hiện tốt việc; làm tốt công tác; làm tốt việc; làm tốt; đẩy mạnh; đẩy nhanh; đẩy nhanh việc; đẩy nhanh tiến độ; có trách nhiệm; chịu trách nhiệm; có nhiệm vụ; có kế hoạch; có giải pháp; có biện pháp; có phương án; thực hiện việc; thực hiện nghiêm; thực hiện nghiêm túc việc; nghiêm túc thực hiện việc; hằng năm; hàng năm; hằng tháng; hàng tháng; hằng quý; hàng quý; hằng tuần; hàng tuần; hằng ngày; hàng ngày;
    trước mắt; bước đầu; từng bước; thống nhất; phối hợp chặt chẽ; chặt chẽ; thường xuyên, liên tục; liên tục; hoàn thành việc; chú trọng; chú trọng việc; ưu tiên; quan tâm; sẵn sàng; tự; cùng; cùng với; lại; đầy đủ; triệt để; khẩn trương, nghiêm túc; nghiêm túc, khẩn trương; kịp thời, đầy đủ; chính thức; công khai; thật sự; thực sự; tự giác; gương mẫu; mạnh dạn; linh hoạt; tối thiểu; nghiêm; tốt; định kỳ, đột xuất; đột xuất; không ngừng; đặc biệt; đặc biệt là; sẽ; được; tham gia; giúp; xây dựng kế hoạch và; căn cứ tình hình thực tế; hướng dẫn việc; tổ chức việc; yêu cầu; đề nghị"""

# First words under which a folded one-syllable verb is another word: "giao thông", "làm chủ".
NOT_VERBS = """giao thông; giao dịch; giao diện; giao ban; cấp xã; cấp tỉnh; cấp huyện; cấp ủy; cấp trên; cấp dưới; cấp cơ sở; cấp thành phố; cấp trung ương; lập pháp; lập trường; chi cục; chi bộ; chi nhánh; chi phí; mời họp; tạo hình; xem như;
    lưu vực; lưu lượng; giữa kỳ; nộp tiền; tiếp theo; đưa đón; lập lờ; thể hiện rõ; giúp việc; trích yếu; trình độ; trình tự; lấy lệ; ký túc xá; ký hiệu; mở đầu; tạo hóa; thay vì; giảm nghèo bền vững; dừng lại ở; chuyển biến; chuyển đổi số; chuyển dịch; nhập khẩu; đón nhận; in hoa; đặt biệt; đặc biệt; nhận thức; nhận định; dịch bệnh; dịch vụ; bán hàng; xóa đói giảm nghèo; tặng phẩm; đặt ra"""


def words_of(block: str) -> tuple[str, ...]:
    """The phrases of a block that semicolons separate, blanks evened out."""
    return tuple(" ".join(phrase.split()) for phrase in block.split(";") if phrase.strip())


VERBS: tuple[str, ...] = tuple(dict.fromkeys(v for block in VERBS_BY_TOPIC.values() for v in words_of(block)))
