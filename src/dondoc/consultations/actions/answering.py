"""An addressee answers: on the web, by its link, or in the Excel form. Answering again replaces what it said before."""

from __future__ import annotations

from collections.abc import Mapping

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.consultations.models import Answer, Consultation, Draft, Opinion, Provision, Treatment
from dondoc.consultations.workbook import Filled
from dondoc.organisations.models import Person
from dondoc.organisations.queries import Membership
from dondoc.rounds.actions import lock_answer, settle
from dondoc.rounds.actions.answering import lock_for_entry
from dondoc.rounds.answerers import Answerer
from dondoc.rounds.models import Addressee, AnswerChannel

LONGEST = 20_000
"""Characters of one opinion."""


@action("consultation.answer")
def answer(
    by: Person | None,
    answerer: Answerer,
    *,
    agrees: bool,
    texts: Mapping[int | None, str],
    name: str = "",
    version: int | None = None,
    channel: str = "",
    note: str = "",
) -> Addressee:
    """Take the answer of an addressee: ``texts`` are opinions by the piece that they are on (None: the whole draft),
    empty ones are none.

    Raises Refused where it neither agrees nor says anything, names a piece that is not of this draft, or the round
    takes no answers; Stale where somebody else of the addressee answered since ``version``.
    """
    row = lock_answer(answerer, version)
    consultation = Consultation.objects.get(round=row.round_id)
    said = said_of(asked_draft(consultation), texts)
    if not agrees and not said:
        raise Refused("Hãy chọn “Thống nhất toàn bộ dự thảo” hoặc ghi ít nhất một ý kiến.")
    keep_answer(consultation, row, agrees=agrees)
    replace_opinions(consultation, row, said)
    return settle(row, channel=channel or answerer.channel, by=by, name=name)


@action("consultation.answer_by_excel")
def answer_by_excel(by: Person, membership: Membership, addressee_id: int, filled: Filled) -> Addressee:
    """Enter the Excel form that an addressee sent back to who runs the round. Raises NotAllowed, Refused."""
    row = lock_for_entry(membership, addressee_id)
    consultation = Consultation.objects.get(round=row.round_id)
    texts = texts_of(asked_draft(consultation), filled)
    said = said_of(asked_draft(consultation), texts)
    if not filled.agrees and not said:
        raise Refused("Tệp không có ý kiến nào và cũng không đánh dấu thống nhất; hãy kiểm tra lại tệp.")
    keep_answer(consultation, row, agrees=filled.agrees)
    replace_opinions(consultation, row, said)
    return settle(row, channel=AnswerChannel.EXCEL, by=by)


def asked_draft(consultation: Consultation) -> Draft:
    """The version that addressees are asked about."""
    return consultation.drafts.order_by("number")[0]


def texts_of(draft: Draft, filled: Filled) -> dict[int | None, str]:
    """Opinions of a form by piece. Raises Refused, naming the row, for a code that is not of this draft."""
    by_key = dict(Provision.objects.filter(draft=draft).values_list("key", "pk"))
    texts: dict[int | None, str] = {None: filled.general} if filled.general else {}
    for code, (row, words) in filled.texts.items():
        if code not in by_key:
            raise Refused(f"Dòng {row}: mã “{code}” không có trong dự thảo này; hãy dùng đúng biểu đã tải về.")
        texts[by_key[code]] = words
    return texts


def said_of(draft: Draft, texts: Mapping[int | None, str]) -> dict[int | None, str]:
    """What was said, without the empty. Raises Refused for a piece of another draft or words that are too long."""
    said = {pk: words.strip() for pk, words in texts.items() if words.strip()}
    known = set(Provision.objects.filter(draft=draft, pk__in=[pk for pk in said if pk]).values_list("pk", flat=True))
    if {pk for pk in said if pk is not None} - known:
        raise Refused("Có mục không thuộc dự thảo này; hãy tải lại trang rồi góp ý lại.")
    if any(len(words) > LONGEST for words in said.values()):
        raise Refused("Một ý kiến dài quá 20.000 ký tự; hãy rút gọn hoặc gửi công văn kèm tệp.")
    return said


def keep_answer(consultation: Consultation, row: Addressee, *, agrees: bool, letter_id: int | None = None) -> None:
    """The answer as a whole, made or changed; the addressee's row is locked."""
    found = Answer.objects.filter(addressee=row).first() or Answer(addressee=row)
    found.agrees, found.letter_id = agrees, letter_id
    found.save()


def replace_opinions(consultation: Consultation, row: Addressee, said: Mapping[int | None, str]) -> None:
    """Bring the addressee's opinions to what it says now; what it says again as it was keeps its treatment."""
    left = dict(said)
    for old in Opinion.objects.filter(consultation=consultation, addressee=row).order_by("id"):
        words = left.pop(old.provision_id, None)
        if words is None:
            old.delete()
        elif words != old.text:
            old.text, old.place, old.letter, old.start, old.end = words, "", None, None, None
            old.treatment, old.response, old.decided_by, old.decided_at = Treatment.PENDING, "", None, None
            old.version += 1
            old.save()
    fresh = [
        Opinion(consultation=consultation, addressee=row, provision_id=pk, text=words) for pk, words in left.items()
    ]
    for one in fresh:
        one.derive()
    Opinion.objects.bulk_create(fresh)
