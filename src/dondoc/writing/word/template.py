"""An agency's own templates: .docx files with fields in double braces, edited in Word.

``{{trich_yeu}}`` is replaced by the subject, ``{{TRICH_YEU}}`` by the subject in capitals. A paragraph with one of
``LINES`` is repeated with its formatting, once a line. ``{{noi_dung}}`` stands alone in a paragraph outside tables and
becomes the content, in the styles "NĐ30 …" of the template; appendices follow at the end by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from io import BytesIO
from typing import Any, BinaryIO

import docx
from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from dondoc.writing.blocks import Paragraph
from dondoc.writing.clean import closed, one_line, plain
from dondoc.writing.errors import Fault, WritingError
from dondoc.writing.letter import DISPATCH, Code, Dispatch, Issuer, Letter, Signature, When, demand
from dondoc.writing.word import package, shell
from dondoc.writing.word.appendix import appendix
from dondoc.writing.word.body import Counters, body, ended
from dondoc.writing.word.build import docx_bytes, last_kept, section, text_width
from dondoc.writing.word.foot import receivers
from dondoc.writing.word.head import addressees
from dondoc.writing.word.markup import paragraph as paragraph_xml
from dondoc.writing.word.styles import complete

Element = Any
FIELD = re.compile(r"\{\{\s*(\w+)\s*\}\}")
BODY, TO = "noi_dung", "kinh_gui"


def _number(letter: Letter) -> str:
    number = letter.code.number
    return "        " if number is None else str(number).strip().zfill(2)


VALUES: dict[str, Callable[[Letter], str]] = {
    "co_quan_chu_quan": lambda letter: letter.issuer.parent,
    "co_quan_ban_hanh": lambda letter: letter.issuer.name,
    "so": _number,
    "ky_hieu": lambda letter: letter.code.symbol,
    "dia_danh": lambda letter: letter.place,
    "ngay_thang_nam": lambda letter: letter.when.text(),
    "ten_loai": lambda letter: letter.kind,
    "trich_yeu": lambda letter: letter.subject,
    "ho_ten": lambda letter: letter.signature.name,
}
LINES: dict[str, Callable[[Letter], list[str]]] = {
    "can_cu": lambda letter: closed(list(letter.bases)),
    "noi_nhan": lambda letter: closed(receivers(letter)),
    "quyen_han": lambda letter: [one_line(line) for line in letter.signature.lines],
}
KNOWN = (*VALUES, *LINES, TO, BODY)
_SOME_DAY = When(1111, 11, 11)
_SOMEBODY = Issuer("TÊN CƠ QUAN BAN HÀNH VB", "TÊN CƠ QUAN CHỦ QUẢN")


def make_template(kind: str = DISPATCH, issuer: Issuer | None = None) -> bytes:
    """Our own layout for documents of type ``kind`` as a template, to begin from. With ``issuer`` the head carries its
    name, laid out for it; without, the names are fields in a column wide enough for most."""
    dispatch = kind == DISPATCH
    letter = Letter(
        issuer=issuer or _SOMEBODY,
        code=Code("{{ky_hieu}}", "{{so}}"),
        place="{{dia_danh}}",
        when=_SOME_DAY,
        subject="{{trich_yeu}}",
        blocks=(Paragraph("{{noi_dung}}"),),
        signature=Signature(("{{quyen_han}}",), "{{ho_ten}}"),
        kind=kind,
        to=("{{kinh_gui}}",),
        bases=() if dispatch else ("{{can_cu}}",),
        dispatch=Dispatch(("{{noi_nhan}}",), ""),
    )
    made = docx_bytes(letter)
    main = package.main_part(made).replace(_SOME_DAY.text(), "{{ngay_thang_nam}}")
    if issuer is None:
        main = main.replace(_SOMEBODY.name, "{{CO_QUAN_BAN_HANH}}").replace(_SOMEBODY.parent, "{{CO_QUAN_CHU_QUAN}}")
    main = re.sub(r"(\{\{\w+\}\})(?:\./\.|[.;])", r"\1", _ABOVE.sub("", main))
    out = BytesIO()
    package.write(made, [main.encode()], out)
    return out.getvalue()


def opened(template: bytes) -> Document:
    """The template. Raises WritingError where it is no .docx, names unknown fields, or has no place for the content."""
    try:
        document = docx.Document(BytesIO(template))
    except Exception as error:
        raise WritingError(Fault.BAD_TEMPLATE) from error
    found = {name for element in _paragraphs(document) for name in _fields(element)}
    unknown = sorted(found - set(KNOWN))
    if unknown:
        raise WritingError(Fault.UNKNOWN_FIELD, names=", ".join(unknown), known=", ".join(KNOWN))
    if not any(_is_alone(element, BODY) for element in document.element.body.findall(qn("w:p"))):
        raise WritingError(Fault.NO_BODY_FIELD)
    return document


def fill(template: bytes, letter: Letter, target: BinaryIO) -> None:
    """Write ``letter`` in the agency's ``template`` to ``target``; tables are streamed.

    Raises WritingError as ``opened`` does, and where issuer or subject is missing.
    """
    demand(letter)
    document = opened(template)
    complete(document)
    for element in _paragraphs(document):
        _fill_paragraph(element, letter)
    last = document.element.body.find(qn("w:sectPr"))
    references = "".join(etree.tostring(each, encoding="unicode") for each in last if each.tag.endswith("Reference"))
    after = ""
    if letter.appendices and last is not None:
        after = etree.tostring(last, encoding="unicode")
        document.element.body.remove(last)
        document.element.body.append(etree.Comment(_AFTER))
    out = BytesIO()
    document.save(out)
    package.write(out.getvalue(), _content(out.getvalue(), letter, after, references), target)


_CONTENT, _AFTER = f"{shell.CONTENT}", "@@phu-luc@@"
_ABOVE = re.compile(r"<w:p>(?:(?!</w:p>).)*- Như trên;</w:t></w:r></w:p>")


def _paragraphs(document: Document) -> list[Element]:
    return list(document.element.body.iter(qn("w:p")))


def _text(element: Element) -> str:
    return "".join(words.text or "" for words in element.iter(qn("w:t")))


def _fields(element: Element) -> list[str]:
    return [name.lower() for name in FIELD.findall(_text(element))]


def _is_alone(element: Element, name: str) -> bool:
    match = FIELD.fullmatch(_text(element).strip())
    return match is not None and match[1].lower() == name


def _content(saved: bytes, letter: Letter, after: str, references: str) -> Iterator[bytes]:
    """The main part with content and appendices in the places of their marks."""
    main = package.main_part(saved)
    before, _, rest = main.partition(f"<!--{_CONTENT}-->")
    yield before.encode()
    for fragment in last_kept(body(ended(letter.blocks), text_width(landscape=letter.landscape), Counters())):
        yield fragment.encode()
    middle, mark, end = rest.partition(f"<!--{_AFTER}-->")
    yield middle.encode()
    if mark:
        yield paragraph_xml("Cuoi", props=after).encode()
        count = len(letter.appendices)
        for at, extra in enumerate(letter.appendices):
            for fragment in appendix(letter, at, text_width(landscape=extra.landscape)):
                yield fragment.encode()
            yield section(references, landscape=extra.landscape, last=at == count - 1).encode()
    yield end.encode()


def _fill_paragraph(element: Element, letter: Letter) -> None:
    fields = _fields(element)
    if not fields:
        return
    if _is_alone(element, BODY):
        element.getparent().replace(element, etree.Comment(_CONTENT))
    elif TO in fields:
        _replace(element, list(addressees(letter.to, text_width(landscape=letter.landscape))) if letter.to else [])
    elif (repeated := next((name for name in fields if name in LINES), "")) != "":
        _repeat(element, repeated, LINES[repeated](letter), letter)
    else:
        _substitute(element, lambda name: VALUES[name](letter))
        if not _text(element).strip():
            _drop(element)


def _repeat(element: Element, name: str, lines: list[str], letter: Letter) -> None:
    for line in lines:
        copy = deepcopy(element)
        element.addprevious(copy)
        _substitute(copy, lambda field, line=line: line if field == name else VALUES[field](letter))  # type: ignore[misc]
    _drop(element)


def _replace(element: Element, fragments: list[str]) -> None:
    names = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in element.nsmap.items() if prefix == "w")
    for fragment in fragments:
        element.addprevious(docx.oxml.parse_xml(fragment.replace("<w:p>", f"<w:p {names}>", 1)))
    _drop(element)


def _drop(element: Element) -> None:
    """Remove a paragraph; the last one of a cell stays, empty, as the format demands."""
    parent = element.getparent()
    if parent.tag == qn("w:tc") and len(parent.findall(qn("w:p"))) == 1:
        for run in element.findall(qn("w:r")):
            element.remove(run)
    else:
        parent.remove(element)


def _substitute(element: Element, value: Callable[[str], str]) -> None:
    """Put values for fields. Word may have cut a field over several runs: the run where it starts takes the value."""
    words = list(element.iter(qn("w:t")))
    for match in reversed(list(FIELD.finditer("".join(word.text or "" for word in words)))):
        name = match[1]
        new = plain(value(name.lower())).replace("\n", " ")
        _splice(words, match.start(), match.end(), new.upper() if name.isupper() else new)


def _splice(words: list[Element], start: int, end: int, new: str) -> None:
    at = 0
    for word in words:
        text = word.text or ""
        first, last = max(start - at, 0), min(end - at, len(text))
        if first < last:
            word.text = text[:first] + (new if at <= start else "") + text[last:]
            word.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        at += len(text)
