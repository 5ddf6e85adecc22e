"""Names of actions and models of surveys, training and dissemination in the words of the screens."""

from __future__ import annotations

ACTIONS = {
    "surveys.make_form": "đã lập biểu mẫu",
    "surveys.copy_form": "đã sao chép biểu mẫu",
    "surveys.change_form": "đã sửa tên, hướng dẫn biểu mẫu",
    "surveys.put_field": "đã sửa trường của biểu mẫu",
    "surveys.move_field": "đã đổi thứ tự trường",
    "surveys.drop_field": "đã bỏ trường của biểu mẫu",
    "surveys.publish_form": "đã ban hành phiên bản biểu mẫu",
    "surveys.archive_form": "đã đổi tình trạng lưu trữ biểu mẫu",
    "surveys.prepare": "đã lập đợt tổng hợp",
    "surveys.save_draft": "đã lưu nháp trả lời",
    "surveys.submit": "đã gửi trả lời",
    "surveys.export": "đã xuất kết quả",
    "surveys.put_help": "đã sửa sổ tay hỗ trợ",
    "training.make_course": "đã lập lớp tập huấn",
    "training.change_course": "đã sửa lớp tập huấn",
    "training.add_session": "đã thêm buổi học",
    "training.drop_session": "đã bỏ buổi học",
    "training.set_quota": "đã đặt chỉ tiêu",
    "training.set_state": "đã đổi tình trạng lớp",
    "training.ask_nominations": "đã đề nghị các đơn vị cử người",
    "training.take_nominations": "đã tiếp nhận danh sách cử người",
    "training.remove_participant": "đã bỏ học viên",
    "training.set_results": "đã xét kết quả",
    "training.attend": "đã điểm danh",
    "training.check_in": "đã tự điểm danh",
    "dissemination.publish": "đã nhập tin, bài tuyên truyền",
    "dissemination.correct": "đã sửa tin, bài tuyên truyền",
    "dissemination.remove": "đã bỏ tin, bài tuyên truyền",
    "dissemination.check": "đã kiểm tra liên kết",
}

FIELDS = {
    "surveys.surveyform.archived": "Lưu trữ",
    "surveys.helppage.topic": "Việc hỗ trợ",
    "surveys.helppage.steps": "Các bước",
    "surveys.helppage.archived": "Lưu trữ",
    "training.course.topic": "Nội dung",
    "training.course.audience": "Đối tượng",
    "training.course.way": "Hình thức",
    "training.course.place": "Địa điểm",
    "training.course.note": "Ghi chú",
    "training.course.places": "Chỉ tiêu mỗi đơn vị",
    "training.course.cost": "Kinh phí (đồng)",
    "training.participant.result": "Kết quả",
    "training.participant.certificate": "Số chứng nhận",
    "training.participant.certified_on": "Ngày cấp",
    "dissemination.publication.medium": "Kênh",
    "dissemination.publication.link": "Liên kết",
    "dissemination.publication.published_on": "Ngày đăng",
    "dissemination.publication.reach": "Lượt tiếp cận",
    "dissemination.publication.note": "Ghi chú",
}

OWN_WORDS = {"surveys.surveyanswer": {"survey_id", "addressee_id", "submitted_at"}}
"""Models whose changes are logged under the labels of a form; but these are fields of the model itself."""

MODELS = {
    "surveys.surveyform": "Biểu mẫu",
    "surveys.formversion": "Phiên bản biểu mẫu",
    "surveys.survey": "Đợt tổng hợp",
    "surveys.surveyanswer": "Trả lời",
    "surveys.helppage": "Sổ tay hỗ trợ",
    "training.course": "Lớp tập huấn",
    "training.session": "Buổi học",
    "training.quota": "Chỉ tiêu",
    "training.participant": "Học viên",
    "training.attendance": "Điểm danh",
    "dissemination.publication": "Tin, bài",
}
