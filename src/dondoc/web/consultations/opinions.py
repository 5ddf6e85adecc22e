"""The table of opinions, a piece at a time: like ones side by side, several treated at once."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from dondoc.consultations import actions
from dondoc.consultations.models import Treatment
from dondoc.consultations.queries import clusters, opinions_on, outline, standing
from dondoc.documents.paging import page
from dondoc.web.consultations.finding import find, frame
from dondoc.web.paging import id_of, number_of
from dondoc.web.picking import picked

SIZE, MOST = 50, 10_000
WHOLE = "chung"


@require_safe
def opinions(request: HttpRequest, round_id: int) -> HttpResponse:
    """The pieces with how many opinions each has, and the opinions of one of them."""
    found = find(request, round_id)
    pieces = outline(found)
    now = standing(found)
    general = now.opinions - sum(piece.said for piece in pieces)
    first = None if general else next((piece.pk for piece in pieces if piece.said), None)
    wanted = None if request.GET.get("muc") == WHOLE else id_of(request.GET, "muc") or first
    piece = next((one for one in pieces if one.pk == wanted), None)
    treatment = request.GET.get("xu-ly", "")
    shown = page(opinions_on(found, piece.pk if piece else None, treatment), number_of(request.GET), SIZE, bound=MOST)
    context = {
        **frame(request, found, "opinions"),
        "pieces": pieces,
        "general": general,
        "piece": piece,
        "page": shown,
        "clusters": clusters(shown.rows),
        "standing": now,
        "treatment": treatment,
        "treatments": Treatment.choices,
    }
    return render(request, "web/consultations/opinions.html", context)


@require_POST
def treat(request: HttpRequest, round_id: int) -> HttpResponse:
    """Adopt, explain, take back or move the ticked opinions."""
    found = find(request, round_id)
    back, step = request.POST.get("muc", ""), request.POST.get("step", "")
    listed = opinions_on(found, id_of(request.POST, "muc"), request.POST.get("xu-ly", ""))
    ids = picked(request.POST, "opinion", listed, "ý kiến")
    if step == "move":
        to = request.POST.get("to", "")
        target = int(to) if to.isascii() and to.isdigit() else None
        number = actions.move(request.user, request.membership, found.pk, ids, target)
        messages.success(request, f"Đã chuyển {number} ý kiến.")
    else:
        response = request.POST.get("response", "")
        rows = actions.treat(request.user, request.membership, found.pk, ids, step, response=response)
        messages.success(request, f"{Treatment(step).label}: {len(rows)} ý kiến.")
    query = f"?muc={back}" if back == WHOLE or (back.isascii() and back.isdigit()) else ""
    return redirect(reverse("consultations:opinions", args=[round_id]) + query)
