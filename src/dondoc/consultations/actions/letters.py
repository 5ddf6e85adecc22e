"""Letters and e-mails of opinions: read into rows, which a person confirms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.consultations.actions.answering import LONGEST, asked_draft, keep_answer
from dondoc.consultations.actions.drafting import Source
from dondoc.consultations.actions.locking import locked
from dondoc.consultations.models import AnswerLetter, Consultation, LetterState, Opinion, Provision
from dondoc.consultations.reading import received
from dondoc.documents.actions.intake import stored
from dondoc.documents.isolation import Read
from dondoc.documents.layout import pack
from dondoc.documents.queries import visible_documents
from dondoc.documents.store import Staged
from dondoc.organisations.models import Person
from dondoc.organisations.queries import Membership
from dondoc.reading import read as read_text
from dondoc.rounds.actions import settle
from dondoc.rounds.actions.answering import lock_for_entry
from dondoc.rounds.models import Addressee, AnswerChannel, RoundState
from dondoc.rounds.policies import require_prepare
from dondoc.rounds.queries import sender_named

MOST_WORDS = 200_000


@dataclass(frozen=True, slots=True)
class ConfirmedRow:
    """One opinion as a person confirmed it; ``provision_id`` None: on the whole draft. ``start``/``end`` are the words
    of the letter that it was read from."""

    text: str
    provision_id: int | None = None
    place: str = ""
    start: int | None = None
    end: int | None = None
    page: int | None = None


def receive_letter(by: Person, membership: Membership, consultation_id: int, file: tuple[str, Source]) -> AnswerLetter:
    """A letter that came as a file (name, bytes). Raises NotAllowed, Refused."""
    require_prepare(membership)
    with received(*file) as (name, staged, read):
        return _receive(by, membership, consultation_id, (name, staged, read))


@action("consultation.receive_letter")
def _receive(by: Person, membership: Membership, consultation_id: int, came: tuple[str, Staged, Read]) -> AnswerLetter:
    found = locked(membership, consultation_id, RoundState.OPEN)
    name, staged, read = came
    file = stored(staged)
    if AnswerLetter.objects.filter(consultation=found, file=file).exclude(state=LetterState.DISCARDED).exists():
        raise Refused(f"{name}: tệp này đã được nhận trước đó trong đợt này.")
    head = read.directive.head
    letter = AnswerLetter(consultation=found, name=name, file=file, content=read.text.content)
    letter.layout = pack(read.text)
    letter.sender = head.issuer.value[:250] if head.issuer else ""
    letter.code = head.code.value[:80] if head.code else ""
    letter.made_by = by
    letter.addressee = sender_named(found.round, letter.sender, membership.today)
    letter.save()
    staged.keep()
    return letter


@action("consultation.receive_letter")
def receive_text(
    by: Person, membership: Membership, consultation_id: int, words: str, sender: str = ""
) -> AnswerLetter:
    """Words of an e-mail that were pasted. Raises NotAllowed, Refused where there are none or too many."""
    found = locked(membership, consultation_id, RoundState.OPEN)
    if not words.strip() or len(words) > MOST_WORDS:
        raise Refused("Hãy dán nội dung thư góp ý, tối đa 200.000 ký tự.", "words")
    text = read_text(words.encode(), "thu-gop-y.txt")
    letter = AnswerLetter(consultation=found, name="Thư điện tử", content=text.content, layout=pack(text))
    letter.sender, letter.made_by = " ".join(sender.split())[:250], by
    letter.addressee = sender_named(found.round, letter.sender, membership.today)
    letter.save()
    return letter


@action("consultation.receive_letter")
def receive_document(by: Person, membership: Membership, consultation_id: int, document_id: int) -> AnswerLetter:
    """A letter that stands in the register already. Raises NotAllowed, Refused."""
    found = locked(membership, consultation_id, RoundState.OPEN)
    document = visible_documents(membership).select_related("text").filter(pk=document_id).first()
    if document is None or not hasattr(document, "text"):
        raise Refused("Không tìm thấy văn bản này trong sổ, hoặc văn bản chưa đọc xong.")
    if found.letters.filter(document=document).exclude(state=LetterState.DISCARDED).exists():
        raise Refused("Văn bản này đã được nhận vào đợt này.")
    letter = AnswerLetter(consultation=found, name=str(document)[:255], document=document)
    letter.content, letter.layout = document.text.content, document.text.layout
    letter.sender, letter.code, letter.made_by = document.issuer_name, document.code, by
    rows = Addressee.objects.filter(round=found.round)
    letter.addressee = rows.filter(unit=document.issuer_id).first() if document.issuer_id else None
    letter.addressee = letter.addressee or sender_named(found.round, letter.sender, membership.today)
    letter.save()
    return letter


@action("consultation.confirm_letter")
def confirm_letter(
    by: Person,
    membership: Membership,
    letter_id: int,
    addressee_id: int,
    *,
    agrees: bool,
    rows: Iterable[ConfirmedRow],
) -> Addressee:
    """Take the letter as the answer of an addressee, with the rows that a person confirmed; it replaces what the
    addressee had said. Raises NotAllowed, Refused."""
    found = AnswerLetter.objects.filter(pk=letter_id).first()
    if found is None:
        raise Refused("Không tìm thấy công văn này; hãy tải lại trang.")
    consultation = locked(membership, found.consultation_id, RoundState.OPEN)
    letter = AnswerLetter.objects.select_for_update().get(pk=letter_id)
    if letter.state != LetterState.READ:
        raise Refused("Công văn này đã được nhập hoặc đã bỏ; hãy tải lại trang.")
    row = lock_for_entry(membership, addressee_id)
    if row.round_id != consultation.round_id:
        raise Refused("Nơi nhận này không thuộc đợt; hãy chọn lại.")
    opinions = _opinions(consultation, row, letter, list(rows))
    if not agrees and not opinions:
        raise Refused("Công văn chưa có ý kiến nào được giữ lại; hãy đánh dấu thống nhất hoặc giữ ít nhất một dòng.")
    keep_answer(consultation, row, agrees=agrees, letter_id=letter.pk)
    for old in Opinion.objects.filter(consultation=consultation, addressee=row):
        old.delete()
    Opinion.objects.bulk_create(opinions)
    letter.state, letter.addressee = LetterState.CONFIRMED, row
    letter.save()
    name = f"Công văn số {letter.code}" if letter.code else letter.name
    return settle(row, channel=AnswerChannel.LETTER, by=by, name=name, letter_id=letter.document_id)


def _opinions(
    consultation: Consultation, row: Addressee, letter: AnswerLetter, rows: list[ConfirmedRow]
) -> list[Opinion]:
    pieces = Provision.objects.filter(draft=asked_draft(consultation), level__gt=0)
    known = set(pieces.values_list("pk", flat=True))
    made = []
    for one in rows:
        words = one.text.strip()
        if not words:
            continue
        if len(words) > LONGEST or (one.provision_id is not None and one.provision_id not in known):
            raise Refused("Có dòng dài quá 20.000 ký tự hoặc gắn với mục không thuộc dự thảo; hãy kiểm tra lại.")
        opinion = Opinion(consultation=consultation, addressee=row, provision_id=one.provision_id, text=words)
        opinion.place, opinion.letter = one.place[:120], letter
        opinion.start, opinion.end, opinion.page = one.start, one.end, one.page
        opinion.derive()
        made.append(opinion)
    return made


@action("consultation.discard_letter")
def discard_letter(by: Person, membership: Membership, letter_id: int) -> AnswerLetter:
    """Put a letter away that is no answer. Raises NotAllowed, Refused where it was confirmed."""
    found = AnswerLetter.objects.filter(pk=letter_id).first()
    if found is None:
        raise Refused("Không tìm thấy công văn này; hãy tải lại trang.")
    locked(membership, found.consultation_id)
    if found.state != LetterState.READ:
        raise Refused("Chỉ bỏ được công văn chưa nhập.")
    found.state = LetterState.DISCARDED
    found.save()
    return found
