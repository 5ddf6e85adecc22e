"""The agency's own layouts: ours to begin from in Word, the edited one to be used from now on, and back."""

from __future__ import annotations

import io

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from dondoc.audit.errors import Refused
from dondoc.documents import actions
from dondoc.documents.actions.templates import LARGEST_TEMPLATE
from dondoc.documents.letterhead import issuer_of
from dondoc.documents.models import LetterTemplate, TemplateKind
from dondoc.documents.policies import TEMPLATES
from dondoc.documents.templates import kept_template, template_bytes
from dondoc.language.folding import fold
from dondoc.organisations.policies import require
from dondoc.web.letterhead import WORD
from dondoc.web.organisation.units import agency_of
from dondoc.writing.word.template import make_template

USED_BY = {
    TemplateKind.REPORT: "Báo cáo định kỳ, chuyên đề và báo cáo đánh giá, khi tải Word, PDF và khi chuyển phát hành.",
    TemplateKind.DISPATCH: "Công văn đôn đốc, xin ý kiến, yêu cầu trả lời do chương trình soạn.",
    TemplateKind.PLAN: "Kế hoạch lập từ các đề xuất được chấp nhận, khi tải Word và khi trình, cấp số.",
    TemplateKind.PROGRAMME: "Như kế hoạch, khi tên bắt đầu bằng “Chương trình”.",
    TemplateKind.SLIP: "Phiếu giao việc cho đơn vị, cá nhân.",
}
FIELDS = (
    ("noi_dung", "nội dung; đứng riêng một đoạn, bắt buộc có"),
    ("co_quan_chu_quan", "cơ quan chủ quản"),
    ("co_quan_ban_hanh", "cơ quan ban hành"),
    ("so", "số"),
    ("ky_hieu", "ký hiệu"),
    ("dia_danh", "địa danh"),
    ("ngay_thang_nam", "ngày tháng năm"),
    ("ten_loai", "tên loại"),
    ("trich_yeu", "trích yếu"),
    ("kinh_gui", "phần kính gửi"),
    ("can_cu", "các căn cứ, mỗi căn cứ một đoạn"),
    ("noi_nhan", "nơi nhận, mỗi nơi một dòng"),
    ("quyen_han", "quyền hạn, chức vụ người ký"),
    ("ho_ten", "họ tên người ký"),
)


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """What is used for each type."""
    require(request.membership, TEMPLATES)
    own = agency_of(request)
    rows = LetterTemplate.objects.filter(agency=own).select_related("by")
    kept = {row.kind: row for row in rows}
    kinds = [(kind.value, slugify(fold(kind.value)), USED_BY[kind], kept.get(kind.value)) for kind in TemplateKind]
    context = {"agency": own, "kinds": kinds, "fields": [(f"{{{{{name}}}}}", words) for name, words in FIELDS]}
    return render(request, "web/settings/templates.html", context)


@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """Our layout with the agency's name, to be edited; with ``cua=co-quan`` the one that the agency keeps."""
    require(request.membership, TEMPLATES)
    own, kind = agency_of(request), request.GET.get("loai", "")
    if kind not in TemplateKind.values:
        raise Refused("Hãy chọn loại văn bản của mẫu.")
    if request.GET.get("cua") != "co-quan":
        return _file(make_template(kind, issuer_of(own)), f"mau-{slugify(fold(kind))}.docx")
    kept = kept_template(own, kind)
    if kept is None:
        raise Refused("Cơ quan đang dùng mẫu của chương trình; hãy tải lại trang.")
    return _file(template_bytes(kept), kept.name)


def _file(content: bytes, name: str) -> FileResponse:
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=name, content_type=WORD)


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Use an edited template from now on."""
    require(request.membership, TEMPLATES)
    file, kind = request.FILES.get("file"), request.POST.get("kind", "")
    if file is None:
        raise Refused("Hãy chọn tệp mẫu .docx.", "file")
    content = file.read(LARGEST_TEMPLATE + 1)
    lacking = actions.keep_template(request.user, request.membership, kind, file.name, content)
    messages.success(request, f"Từ nay {kind[:1].lower()}{kind[1:]} được lập theo mẫu {file.name}.")
    if unnamed := [words.split(",")[0] for name, words in FIELDS if name in lacking and _matters(name, kind)]:
        messages.info(
            request, f"Mẫu không có trường cho: {', '.join(unnamed)}; các phần đó giữ như chữ có sẵn trong mẫu."
        )
    return redirect("settings:templates")


def _matters(name: str, kind: str) -> bool:
    """Whether its absence is worth a word: our own layouts name the issuer in plain words, and each type lacks some."""
    absent = ("can_cu",) if kind in (TemplateKind.DISPATCH, TemplateKind.SLIP) else ()
    return name not in ("co_quan_chu_quan", "co_quan_ban_hanh", "ten_loai", *absent)


@require_POST
def drop(request: HttpRequest) -> HttpResponse:
    """Go back to our layout."""
    actions.drop_template(request.user, request.membership, request.POST.get("kind", ""))
    messages.success(request, "Đã dùng lại mẫu của chương trình.")
    return redirect("settings:templates")
