"""An agency takes a template of its own for a type of documents, or goes back to ours."""

from __future__ import annotations

from django.utils import timezone

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.documents import store
from dondoc.documents.actions.enclosing import stored
from dondoc.documents.actions.intake import clean_name
from dondoc.documents.models import LetterTemplate, TemplateKind
from dondoc.documents.policies import TEMPLATES, agency_of
from dondoc.organisations.models import Agency, Person
from dondoc.organisations.policies import require
from dondoc.organisations.queries import Membership
from dondoc.reading import zipped
from dondoc.reading.errors import ReadingError
from dondoc.reading.limits import MEBIBYTE, Limits
from dondoc.writing.errors import SENTENCES, Fault, WritingError
from dondoc.writing.word.trial import tried

LARGEST_TEMPLATE = 5 * MEBIBYTE
_LIMITS = Limits(size=LARGEST_TEMPLATE, unpacked=50 * MEBIBYTE)


@action("template.keep")
def keep_template(by: Person, membership: Membership, kind: str, name: str, content: bytes) -> tuple[str, ...]:
    """Use ``content`` for the agency's documents of this type from now on; returns the known fields that it does not
    name. Raises NotAllowed, Refused for a file that cannot be used."""
    agency, own = _own(membership, kind)
    lacking = _tried(content)
    staged = store.stage(content, LARGEST_TEMPLATE)
    row = own or LetterTemplate(agency=agency, kind=kind)
    row.file, row.name, row.by, row.at = stored(staged), clean_name(name), by, timezone.now()
    row.save()
    staged.keep()
    return lacking


@action("template.drop")
def drop_template(by: Person, membership: Membership, kind: str) -> None:
    """Go back to our layout for this type; the file stays in the store. Raises NotAllowed, Refused."""
    _, own = _own(membership, kind)
    if own is None:
        raise Refused("Cơ quan đang dùng mẫu của chương trình; hãy tải lại trang.")
    own.delete()


def _own(membership: Membership, kind: str) -> tuple[Agency, LetterTemplate | None]:
    """The agency, locked so that two uploads follow each other, and what it keeps for this type."""
    require(membership, TEMPLATES)
    if kind not in TemplateKind.values:
        raise Refused("Hãy chọn loại văn bản của mẫu.", "kind")
    agency = Agency.objects.select_for_update().get(pk=agency_of(membership).pk)
    return agency, LetterTemplate.objects.filter(agency=agency, kind=kind).first()


def _tried(content: bytes) -> tuple[str, ...]:
    if len(content) > LARGEST_TEMPLATE:
        raise Refused("Tệp mẫu lớn quá 5 MB; hãy bớt hình ảnh trong mẫu.", "file")
    try:
        with zipped.opened(content, _LIMITS) as archive:
            if zipped.has_macros(archive):
                raise Refused("Tệp mẫu có macro; hãy lưu lại dạng .docx không có macro rồi tải lên.", "file")
        return tried(content)
    except ReadingError as error:
        raise Refused(SENTENCES[Fault.BAD_TEMPLATE], "file") from error
    except WritingError as error:
        raise Refused(str(error), "file") from error
