"""Documents that go out: a draft is put forward, gets its number and day, is sent.

An official puts a draft forward (``prepare``); the clerk gives number and day (``issue``), from which moment the
document stands in the register of outgoing documents and rooms above settle what it fulfils.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.db.models import ProtectedError
from django.utils import timezone

from dondoc.audit.errors import NotAllowed, Refused
from dondoc.audit.recording import action
from dondoc.documents import store
from dondoc.documents.actions.intake import LIMITS, clean_name, stored
from dondoc.documents.actions.linking import answer_citations, link
from dondoc.documents.actions.numbering import Sequence
from dondoc.documents.hooks import on_issued
from dondoc.documents.models import Attachment, Direction, Document, DocumentState, Issue, Party, Place
from dondoc.documents.policies import ISSUE, PREPARE, agency_of
from dondoc.documents.sequences import OUTGOING_KINDS, code_of, symbol_of
from dondoc.organisations.membership import valid_posts
from dondoc.organisations.models import Agency, Person, Post, Unit
from dondoc.organisations.policies import may, require
from dondoc.organisations.queries import Membership, subtree_ids
from dondoc.reading.errors import SENTENCES, Reason
from dondoc.writing.stamp import stamped

Files = Iterable[tuple[str, bytes | Iterable[bytes]]]
Named = tuple[str, int | None]
"""A name as printed, and the id of the unit that it means (None: no unit of the register)."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What goes out. ``unit`` is the drafting unit's id, ``signer`` a person's; ``symbol`` empty: built from issuer,
    type and unit. ``to`` stands under "Kính gửi", ``copy`` under "Nơi nhận"."""

    kind: str
    subject: str
    unit: int
    signer: int | None = None
    signer_title: str = ""
    signer_capacity: str = ""
    to: tuple[Named, ...] = ()
    copy: tuple[Named, ...] = ()
    symbol: str = ""
    urgency: str = ""
    copies: int = 1
    kept_by: str = ""


@contextmanager
def _staged(files: Files) -> Iterator[list[tuple[str, store.Staged]]]:
    """The files safe on disk before any transaction begins. Raises Refused for an empty or too large one."""
    found: list[tuple[str, store.Staged]] = []
    try:
        for given, source in files:
            name = clean_name(given)
            try:
                staged = store.stage(source, LIMITS.size)
            except store.TooLarge:
                sentence = SENTENCES[Reason.TOO_LARGE].format(limit=LIMITS.size_label)
                raise Refused(f"{name}: {sentence}", "files") from None
            found.append((name, staged))
            if not staged.size:
                raise Refused(f"{name}: {SENTENCES[Reason.EMPTY]}", "files")
        yield found
    finally:
        for _, staged in found:
            staged.discard()


def prepare(
    by: Person, membership: Membership, draft: Draft, files: Files = (), *, made_here: bool = False
) -> Document:
    """Put a draft forward: a document in the register of outgoing ones that waits for its number.

    ``made_here``: the first file is a Word file that this program wrote; on issue a copy gets number and day. Raises
    NotAllowed; Refused for a wrong type, unit, signer, addressee or file, with nothing kept.
    """
    with _staged(files) as staged:
        return _prepare(by, membership, draft, staged, made_here)


@action("document.prepare")
def _prepare(
    by: Person, membership: Membership, draft: Draft, staged: list[tuple[str, store.Staged]], made_here: bool
) -> Document:
    agency = agency_of(membership)
    require(membership, PREPARE)
    if draft.kind not in OUTGOING_KINDS:
        raise Refused("Hãy chọn tên loại văn bản trong danh sách.", "kind")
    subject = " ".join(draft.subject.split())
    if not subject:
        raise Refused("Hãy ghi trích yếu của văn bản.", "subject")
    if not 1 <= draft.copies <= 9999:
        raise Refused("Số lượng bản là số từ 1 đến 9999.", "copies")
    unit = _own_unit(agency, draft.unit)
    signer = _signer(agency, membership, draft.signer)
    document = Document(agency=agency, direction=Direction.OUTGOING, kind=draft.kind, subject=subject)
    document.symbol = (" ".join(draft.symbol.split()) or symbol_of(agency, draft.kind, unit))[:60]
    document.issuer, document.issuer_name = agency.unit, agency.unit.name
    document.signer_name = signer.person.full_name if signer else ""
    document.signer_title = (draft.signer_title.strip() or (signer.title if signer else ""))[:120]
    document.signer_capacity, document.urgency = draft.signer_capacity[:10], draft.urgency[:20]
    document.registered_by = by
    link(document)
    document.save()
    Issue(
        document=document,
        unit=unit,
        signer=signer.person if signer else None,
        copies=draft.copies,
        kept_by=draft.kept_by.strip()[:120] or f"VT, {unit.abbreviation or unit.name}"[:120],
        made_here=made_here and bool(staged),
        prepared_by=by,
    ).save()
    _name_parties(document, draft)
    _attach(document, staged)
    return document


def _own_unit(agency: Agency, unit_id: int) -> Unit:
    unit = Unit.objects.filter(pk__in=subtree_ids([agency.unit_id])).filter(pk=unit_id).first()
    if unit is None:
        raise Refused("Đơn vị soạn thảo phải là đơn vị của cơ quan; hãy chọn lại trong danh sách.", "unit")
    return unit


def _signer(agency: Agency, membership: Membership, person_id: int | None) -> Post | None:
    """The post with which somebody of the agency signs. Raises Refused for somebody else."""
    if person_id is None:
        return None
    posts = Post.objects.filter(valid_posts(membership.today), person=person_id)
    post = posts.filter(unit__in=subtree_ids([agency.unit_id])).select_related("person").order_by("pk").first()
    if post is None:
        raise Refused("Người ký phải đang giữ chức vụ ở cơ quan; hãy chọn lại trong danh sách.", "signer")
    return post


def _name_parties(document: Document, draft: Draft) -> None:
    named = [(Party.Role.TO, draft.to), (Party.Role.COPY, draft.copy)]
    wanted = {unit_id for _, names in named for _, unit_id in names if unit_id is not None}
    if Unit.objects.filter(pk__in=wanted).count() < len(wanted):
        raise Refused("Không tìm thấy nơi nhận đã chọn; hãy chọn lại trong danh sách.", "to")
    Party.objects.bulk_create(
        Party(document=document, role=role, name=name.strip()[:300], unit_id=unit_id, order=order)
        for role, names in named
        for order, (name, unit_id) in enumerate(names)
        if name.strip()
    )


def _attach(document: Document, staged: list[tuple[str, store.Staged]]) -> None:
    first = document.attachments.count()
    for order, (name, piece) in enumerate(staged, first):
        Attachment(
            document=document, file=stored(piece), name=name, order=order, place=Place.APPENDIX if order else Place.MAIN
        ).save()
        piece.keep()


def add_file(by: Person, membership: Membership, document_id: int, files: Files) -> Document:
    """Add files to an outgoing document: the signed copy, an appendix. Who drafted it and the clerk may.

    Raises NotAllowed, Refused.
    """
    with _staged(files) as staged:
        return _add_file(by, membership, document_id, staged)


@action("document.add_file")
def _add_file(by: Person, membership: Membership, document_id: int, staged: list[tuple[str, store.Staged]]) -> Document:
    document = _locked(membership, document_id)
    if not may(membership, ISSUE) and document.issue.prepared_by_id != by.pk:
        raise NotAllowed("Chỉ người soạn thảo hoặc văn thư được thêm tệp của văn bản đi.")
    if not staged:
        raise Refused("Hãy chọn ít nhất một tệp.", "files")
    _attach(document, staged)
    return document


def _locked(membership: Membership, document_id: int) -> Document:
    rows = Document.objects.select_for_update(of=("self",)).select_related("issue")
    found = rows.filter(pk=document_id, agency=agency_of(membership), direction=Direction.OUTGOING)
    document = found.exclude(issue=None).first()
    if document is None:
        raise Refused("Không tìm thấy văn bản đi này; hãy tải lại trang.")
    return document


@action("document.issue")
def issue(
    by: Person,
    membership: Membership,
    document_id: int,
    *,
    day: date | None = None,
    number: int | None = None,
    reason: str = "",
) -> Document:
    """Give a draft its number and day: it stands in the register of outgoing documents from now on.

    ``number`` None takes the next of the sequence (or the one kept for ``day``); ``reason`` says why a number by hand
    leaves others out. A Word draft of ours gets number and day written into a copy. Raises NotAllowed; Refused for a
    day of the future, a number that is taken, a document that was issued already.
    """
    agency = agency_of(membership)
    require(membership, ISSUE)
    day = day or membership.today
    if day > membership.today:
        raise Refused("Ngày ban hành không được sau hôm nay.", "day")
    # The sequence before the document, as in every other issue, or two of them would wait for one another.
    kind = Document.objects.filter(pk=document_id, agency=agency).values_list("kind", flat=True).first() or ""
    sequence = Sequence.locked(agency, kind, day)
    document = _locked(membership, document_id)
    if document.issue.issued_at is not None:
        raise Refused(f"Văn bản đã phát hành với số {document.code}; hãy tải lại trang.")
    slot = sequence.take(by, document, day, number, reason)
    document.number = f"{slot.number:02d}"
    document.code = code_of(sequence.agency, slot.number, document.symbol)
    document.issued_on = document.received_on = day
    document.issued_text = day.isoformat()
    document.state, document.version = DocumentState.CONFIRMED, document.version + 1
    document.confirmed_by, document.confirmed_at = by, timezone.now()
    link(document)
    document.save()
    answer_citations(document)
    document.issue.issued_by, document.issue.issued_at = by, timezone.now()
    document.issue.save()
    _attach_stamped(document)
    for hook in on_issued:
        hook(by, membership, document)
    return document


def _attach_stamped(document: Document) -> None:
    """A copy of the program's own Word file with number and day, so that it only wants a signature."""
    first = document.attachments.select_related("file").order_by("order", "id").first()
    if not document.issue.made_here or first is None or document.issued_on is None:
        return
    made = stamped(store.load(first.file.sha256), document.number, document.issued_on)
    if made is not None:
        with _staged([(f"{document.number}-{first.name}", made)]) as copies:
            _attach(document, copies)


@action("document.mark_sent")
def mark_sent(by: Person, membership: Membership, document_id: int, day: date | None = None) -> Document:
    """Put on record the day on which an issued document was sent. Raises NotAllowed, Refused."""
    require(membership, ISSUE)
    document = _locked(membership, document_id)
    day = day or membership.today
    if document.issued_on is None or not document.issued_on <= day <= membership.today:
        raise Refused("Ngày chuyển phải từ ngày ban hành đến hôm nay, của văn bản đã phát hành.", "day")
    document.issue.sent_on = day
    document.issue.save()
    return document


@action("document.withdraw_draft")
def withdraw_draft(by: Person, membership: Membership, document_id: int) -> None:
    """Take a draft back that has no number yet; it leaves the register, the log keeps what it was.

    Raises NotAllowed unless one drafted it or may issue, Refused once it is issued.
    """
    document = _locked(membership, document_id)
    if not may(membership, ISSUE) and document.issue.prepared_by_id != by.pk:
        raise NotAllowed("Chỉ người soạn thảo hoặc văn thư được rút dự thảo.")
    if document.issue.issued_at is not None:
        raise Refused("Văn bản đã phát hành thì không rút được; hãy ban hành văn bản thay thế.")
    try:
        document.delete()
    except ProtectedError:
        raise Refused("Dự thảo này đang được dùng ở nơi khác trong hệ thống; hãy gỡ ở đó rồi rút.") from None
