"""The vocabulary of names of bodies and posts as data (the Government's decrees on the organisation of sở and of
ministries, the Party's and unions' organs). Words are types and fields of work, never particular bodies."""

from __future__ import annotations

from dondoc.language.verb_words import words_of

# Words that a body's name begins with.
TYPES = words_of(
    """ủy ban nhân dân; uỷ ban nhân dân; UBND; UB; ủy ban mặt trận tổ quốc; ủy ban mặt trận tổ quốc việt nam; ủy ban MTTQ; ủy ban MTTQVN; ủy ban MTTQ việt nam; UBMTTQ; UBMTTQVN; UBMT; MTTQ; MTTQVN; mặt trận tổ quốc; ủy ban trung ương; ủy ban kiểm tra; ủy ban; UBKT; hội đồng nhân dân; HĐND; hội đồng; thường trực;
    thường vụ; ban thường vụ; ban thường trực; ban chấp hành; sở; bộ; ban; phòng; trung tâm; TT; văn phòng; VP; VPUBND; chi cục; cục; tổng cục; vụ; viện; học viện; công an; công an nhân dân; ban chỉ huy quân sự; bộ chỉ huy quân sự; bộ chỉ huy bộ đội biên phòng; ban chỉ huy bộ đội biên phòng; đồn biên phòng; bộ chỉ huy; bộ tư lệnh; biên phòng; bộ đội biên phòng; báo; báo và đài; báo và phát thanh, truyền hình; cơ quan báo và phát thanh, truyền hình; báo và đài phát thanh, truyền hình; báo và đài phát thanh và truyền hình; đài phát thanh và truyền hình; đài; tạp chí; nhà xuất bản; hội; hiệp hội; liên hiệp; liên hiệp hội; liên đoàn; liên minh;
    tổng liên đoàn; công đoàn; đoàn thanh niên; ban chấp hành đoàn; tỉnh đoàn; thành đoàn; huyện đoàn; xã đoàn; trung ương đoàn; đoàn; thanh tra; tòa án; tòa án nhân dân; viện kiểm sát; viện kiểm sát nhân dân; VKSND; TAND; kho bạc; kho bạc nhà nước; ngân hàng; ngân hàng nhà nước; công ty; tổng công ty; tập đoàn; trường; đại học; trường đại học; cao đẳng; bệnh viện; trạm; trạm y tế; tổ; tổ công tác; tổ công nghệ số cộng đồng;
    tiểu ban; ban chỉ đạo; BCĐ; ban quản lý; ban QL; BQL; ban tổ chức; ban cán sự; BCSĐ; đảng ủy; tỉnh ủy; thành ủy; huyện ủy; quận ủy; thị ủy; đảng bộ; chi bộ; cấp ủy; quỹ; nhà; thư viện; bảo tàng; câu lạc bộ; CLB; đại sứ quán; tổng lãnh sự quán; bộ phận; bộ phận một cửa; bảo hiểm xã hội; BHXH; hải quan; thuế; cục thuế; bưu điện; viễn thông; điện lực; chính phủ; thống kê; quốc hội; trung ương; đội; hạt kiểm lâm; cơ quan báo; cơ quan thường trực; cơ quan điều tra; thôn; khu phố; tổ dân phố; ấp; xã; phường; thị trấn; đặc khu; huyện; quận; thị xã; thành phố; TP; tỉnh; công chức; lực lượng; cơ quan; nhóm; hợp tác xã; xí nghiệp; nhà máy; doanh nghiệp; dự án; làng nghề; nghệ nhân; liên chi hội; chi hội; ban giám hiệu; ban giám đốc; ban lãnh đạo; ngành; Đảng ủy khối; CQĐD; khoa; vườn quốc gia; hạt; chi ủy; ban chỉ huy; bộ chỉ huy bộ đội biên phòng; ban chỉ huy bộ đội biên phòng; ban xây dựng đảng; văn phòng điều phối; đoàn kiểm tra; liên đội; hội cựu chiến binh; ban quản lý dự án; ban QLDA; trung tâm dịch vụ tổng hợp; ban chính sách, chiến lược; trung tâm cung ứng dịch vụ công; trung tâm ứng dụng tiến bộ khoa học và công nghệ"""
)

# Words for somebody who holds a post.
POSTS = words_of(
    """giám đốc; phó giám đốc; tổng giám đốc; phó tổng giám đốc; chánh văn phòng; phó chánh văn phòng; chánh thanh tra; chánh án; chủ tịch; phó chủ tịch; chủ nhiệm; phó chủ nhiệm; trưởng phòng; phó trưởng phòng; trưởng ban; phó trưởng ban; trưởng; phó trưởng; phó; thủ trưởng; người đứng đầu; bí thư; phó bí thư; hiệu trưởng; phó hiệu trưởng; bộ trưởng; thứ trưởng;
    thủ tướng; phó thủ tướng; cục trưởng; chi cục trưởng; vụ trưởng; phó vụ trưởng; viện trưởng; viện trưởng viện kiểm sát; đội trưởng; tổ trưởng; tổng biên tập; chỉ huy trưởng; lãnh đạo; tập thể lãnh đạo; cấp trưởng; đồng chí; đ/c; ông; bà; thư ký; chánh; thành viên; kế toán trưởng; trạm trưởng; trưởng trạm; tổng cục trưởng; tư lệnh; thống đốc; tổng thanh tra; ủy viên; trưởng đoàn; công chức; chuyên viên; giám thị; trưởng công an; trưởng bộ phận"""
)

# Common nouns that stand for many bodies at once ("các sở, ban, ngành").
NOUNS = words_of(
    """sở; ban; ngành; ban ngành; cụm; khối; khối thi đua; cụm thi đua; sở ngành; phòng; đơn vị; cơ quan; địa phương; tổ chức; đoàn thể; hội; hội đoàn thể; xã; phường; đặc khu; thị trấn; huyện; quận; thị xã; thành phố; tỉnh; bộ; cơ quan ngang bộ; cơ quan thuộc chính phủ; doanh nghiệp; hộ kinh doanh; trường; trường học; cơ sở giáo dục; cơ sở đào tạo; cơ sở y tế; cơ sở; khu phố; tổ dân phố; thôn; bản; ấp; buôn; khối phố; tổ chức chính trị - xã hội; tổ chức chính trị; tổ chức xã hội; tổ chức thành viên; tổ chức hội; hội quần chúng; cá nhân; phòng ban;
    trung tâm; chi cục; bộ phận; cán bộ; công chức; viên chức; người lao động; đảng viên; cấp; cấp ủy; chi bộ; đảng bộ; chính quyền; cơ quan báo chí; cơ quan thông tấn; báo chí; cơ quan truyền thông; cơ quan chuyên môn; cơ quan trung ương; ban quản lý; ban đảng; tổ công nghệ số cộng đồng; tổ chức, cá nhân; hợp tác xã; lực lượng; lực lượng vũ trang; ngân hàng; ngân hàng thương mại; tập đoàn; tổng công ty; công ty; hiệp hội; bệnh viện; trạm y tế; nhà thầu; chủ đầu tư; viện; vụ; cục; đại học; học viện; đại sứ quán; tổ chức quốc tế; thành viên; nhóm; câu lạc bộ; nhà trường; đơn vị sự nghiệp; đơn vị sự nghiệp công lập; ban chỉ đạo; tổ; tổ công tác; tiểu ban; nghệ nhân; làng nghề; mttq; mặt trận tổ quốc; ủy ban nhân dân; UBND; HĐND; Đảng ủy; ủy ban mặt trận tổ quốc; nhân dân; người dân; học sinh; sinh viên; chủ rừng; chủ hộ; chủ phương tiện; chủ cơ sở; chi ủy; hộ dân; khoa; khoa, phòng; phòng, khoa; đoàn kiểm tra; bệnh viện; phòng khám"""
)

# Words that may follow a body's name and belong to it: scope and relation.
SCOPE = words_of(
    """có liên quan; liên quan; chuyên môn; trung ương; cùng cấp; các cấp; cấp tỉnh; cấp xã; cấp huyện; cấp thành phố; cấp cơ sở; cấp phường; cấp trên; cấp dưới; cấp dưới trực tiếp; địa phương; nhà nước; chức năng; ngành dọc; công lập; ngoài công lập; trong tỉnh; ngoài tỉnh; trong toàn tỉnh; toàn tỉnh; ở địa phương; việt nam; khác; còn lại; trực thuộc; thông tấn; báo chí; hành chính; sự nghiệp; tham mưu; nghiệp vụ; chính trị; xã hội; chính trị - xã hội; quản lý; truyền thông; đoàn thể; quốc tế; chủ trì; được phân công; được giao; nêu trên; trên; tương đương; các tỉnh; trong và ngoài nước; tự quản; cơ sở; thành viên; viễn thông; bưu chính; tư vấn; đào tạo; cung cấp dịch vụ; tuyến tỉnh; hữu quan; bán công; đảng; giúp việc; đóng trên địa bàn; báo chí, truyền thông; ven biển; biên giới; miền núi; hải đảo; ngoài nhà nước; ngoài quốc doanh"""
)
# "chủ trì" and the like behind a body open a duty unless the body is "đơn vị chủ trì".
OWN_ROLE = frozenset(
    (
        "chu tri",
        "tham muu",
        "quan ly",
        "dao tao",
        "cung cap dich vu",
        "tu van",
        "duoc giao",
        "duoc phan cong",
        "tren",
        "khac",
    )
)

PLACES = words_of(
    "tỉnh; thành phố; TP; huyện; thị xã; quận; xã; phường; thị trấn; đặc khu; thủ đô; khu vực; khu phố; thôn; ấp; vùng; miền; tổ dân phố; chợ; cảng; cảng cá; bến xe"
)

# Fields of work: words that names of bodies are made of, also where they are printed small.
FIELDS = words_of(
    """thương mại; du lịch; môi trường; tiến bộ khoa học; nhà; ngân sách; công sản; tài vụ; quản trị; tín dụng; đối ngoại; hợp tác quốc tế; lễ tân; nghiên cứu; phân tích; dự báo; giám định; kiểm định; chứng thực; giao thông; truyền hình; truyền thông; khoa học; công nghệ; đổi mới; sáng tạo; đổi mới sáng tạo; thể thao; văn hóa; văn hoá; thông tin; đào tạo; nông thôn; ngoại ngữ; tin học; hành chính công; hành chính; đô thị; hạ tầng; kỹ thuật; phát triển nông thôn; phục vụ hành chính công; bảo tồn; di sản; bảo trợ xã hội; trẻ em; lao động; việc làm; dân tộc; tôn giáo; y tế; giáo dục; kinh tế; xã hội; dân vận; tuyên giáo; nội vụ; tư pháp; tài chính; công thương; nông nghiệp; xây dựng; ngoại vụ; đầu tư; kế hoạch; tài nguyên; giao thông vận tải; công nghiệp; khu công nghiệp; khu kinh tế; bưu chính; viễn thông; chuyển đổi số; phát thanh; dịch vụ; dân số; thống kê; hộ tịch; kế toán; địa chính; tổ chức; cán bộ; tổng hợp; pháp chế; thanh tra; quân sự; bảo vệ; an ninh; điều tra; nghiệp vụ; hải quan; kho bạc; công trình; giao dịch; một cửa; quản lý chất lượng; chất lượng; phòng cháy; cứu nạn; thủy lợi; chăn nuôi; thú y; bảo vệ thực vật; trồng trọt; kiểm lâm; thủy sản; biển; đảo; đất đai; nhà ở; bất động sản; quy hoạch; kiến trúc; kiểm soát bệnh tật; phòng chống thiên tai; tìm kiếm cứu nạn; hữu nghị; nghệ thuật; nghệ sĩ; nhà báo; luật gia; luật sư; nông dân; phụ nữ; cựu chiến binh; thanh niên; chữ thập đỏ; người cao tuổi; khuyến học; doanh nghiệp; xúc tiến; xúc tiến đầu tư; xuất nhập khẩu; khu vực; dự án; tuyển sinh; khảo thí; tư vấn; hỗ trợ; khuyến nông; quan trắc; đo lường; tiêu chuẩn; sở hữu trí tuệ; năng lượng nguyên tử; bức xạ; công nghiệp, thương mại; lưu trữ; văn thư; lịch sử; phục vụ; quốc phòng; ngoại giao; quốc gia; lữ hành; mầm non; tiểu học; trung học cơ sở; trung học phổ thông; trung học; phổ thông; nghệ nhân; an toàn thông tin; công nghệ thông tin; thủ công; mỹ nghệ; vận tải; điện lực; dược; bảo hiểm; ngân hàng; thuế; kiểm toán; kiểm sát; thi hành án; bồi dưỡng; hợp tác; quốc tế; dân cư; cứu hộ; chữa cháy; cơ yếu; biên giới; di tích; danh thắng; thanh thiếu nhi; hội chợ; triển lãm; khai thác; sản xuất; kinh doanh; ngành; ngành dọc; dân dụng; công nghiệp; dân sự; phòng thủ; phòng thủ dân sự; thị trường; thông minh; trật tự xã hội; trật tự; tiến bộ; nông thôn mới; khí tượng; thủy văn; bệnh truyền nhiễm; truyền nhiễm; xét nghiệm; chẩn đoán; chẩn đoán hình ảnh; khám bệnh; điều dưỡng; vật tư; thiết bị; nhân lực; an sinh; quản lý hành chính; chính sách; chiến lược; rừng; rừng phòng hộ; rừng đặc dụng; cấp nước; thoát nước; nước sạch; vệ sinh môi trường; chiếu sáng; cây xanh; công viên; đa khoa; phát triển; cảnh sát quản lý hành chính về trật tự xã hội; nghĩa trang; công ích; bảo hiểm xã hội"""
)

# Complete names of the uniform sở and ministries: behind one of them a comma begins the next body ("Sở Nội vụ, Tài chính").
WHOLE_FIELDS = words_of(
    "nội vụ; tư pháp; tài chính; công thương; xây dựng; y tế; ngoại vụ; du lịch; giáo dục và đào tạo; khoa học và công nghệ; nông nghiệp và môi trường; dân tộc và tôn giáo; quốc phòng; công an; ngoại giao; tài nguyên và môi trường; kế hoạch và đầu tư; thông tin và truyền thông; giao thông vận tải; lao động - thương binh và xã hội; nông nghiệp và phát triển nông thôn"
)

# Where a name certainly ends.
STOPS = words_of(
    """chủ trì; phối hợp; có trách nhiệm; chịu trách nhiệm; có nhiệm vụ; căn cứ; theo; để; tại; về; với; do; khi; nếu; trong; từ; đến; đã; sẽ; phải; cần; được; là; và; hoặc; cùng; trước; sau; trên cơ sở; thực hiện; tham mưu; báo cáo; gửi; có; không; chưa; đang; cho; của; làm; như; thì; mà; bị; bằng; nhằm; giúp; tiếp tục; thường xuyên; kịp thời; chủ động; khẩn trương; nghiêm túc; tăng cường; đẩy mạnh; định kỳ; hằng năm; hàng năm; ban hành; tổ chức thực hiện; đề nghị; yêu cầu; giao; trình; xem xét; chỉ đạo; triển khai; hướng dẫn; kiểm tra; rà soát; trực tiếp; tập trung; bố trí; cung cấp; đôn đốc; theo dõi; tổng hợp; xây dựng kế hoạch; lãnh đạo; thẩm định; tích cực; tham gia; cử; lập; nghiên cứu; thống nhất; chuẩn bị; nhận; nêu; này; đó; ngày; số; quyết định; nhưng; ở; vào; ra; qua; trao đổi; đăng ký; phê duyệt; nộp; cập nhật; thông báo; thanh toán; giải quyết; xử lý; hoàn thành; đánh giá; trên"""
)
