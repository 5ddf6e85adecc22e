"""The trust list: whose certificates vouch for signatures."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from dondoc.audit.errors import Refused
from dondoc.organisations.policies import require
from dondoc.signatures.certificates import LARGEST
from dondoc.trust import actions
from dondoc.trust.checking import may_fetch
from dondoc.trust.policies import EDIT
from dondoc.trust.queries import trusted_certificates
from dondoc.web.organisation.units import agency_of


@require_safe
def trusted(request: HttpRequest) -> HttpResponse:
    """The page."""
    require(request.membership, EDIT)
    own = agency_of(request)
    context = {
        "agency": own,
        "certificates": trusted_certificates(request.membership),
        "fetching": may_fetch(own.pk),
        "now": timezone.now(),
    }
    return render(request, "web/signatures/trusted.html", context)


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Trust the authorities in a file."""
    require(request.membership, EDIT)
    file = request.FILES.get("file")
    if file is None:
        raise Refused("Hãy chọn tệp chứng thư .cer, .crt, .pem hoặc .p7b.", "file")
    added = actions.add_certificates(request.user, request.membership, file.read(LARGEST + 1))
    messages.success(request, f"Đã thêm {len(added)} chứng thư; chữ ký trong sổ đang được kiểm tra lại.")
    return redirect("signatures:trusted")


@require_POST
def remove(request: HttpRequest, certificate_id: int) -> HttpResponse:
    """Trust one no longer."""
    actions.remove_certificate(request.user, request.membership, certificate_id)
    messages.success(request, "Đã bỏ chứng thư; chữ ký trong sổ đang được kiểm tra lại.")
    return redirect("signatures:trusted")


@require_POST
def allow(request: HttpRequest) -> HttpResponse:
    """Say whether authorities outside may be asked about revocation."""
    actions.allow_asking(request.user, request.membership, request.POST.get("allowed") == "1")
    messages.success(request, "Đã lưu; chữ ký trong sổ đang được kiểm tra lại.")
    return redirect("signatures:trusted")
