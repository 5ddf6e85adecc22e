"""The model of an administrative document by the parts that Decree 30/2020/NĐ-CP, Annex I, names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dondoc.writing.blocks import Block, Table
from dondoc.writing.errors import Fault, WritingError
from dondoc.writing.words import long_date

DISPATCH = "Công văn"


class Regime(StrEnum):
    """Whose rules of layout: Decree 30/2020 for the State, Guidance 36-HD/VPTW (2018) for the Party."""

    STATE = "state"
    PARTY = "party"


class Urgency(StrEnum):
    """Marks of urgency (Annex I, III.2.b)."""

    URGENT = "KHẨN"
    VERY_URGENT = "THƯỢNG KHẨN"
    FLASH = "HỎA TỐC"


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issues: the own name, and the direct superior body's above it (Annex I, II.2). Written in capitals."""

    name: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """Number and symbol (Annex I, II.3); without a number the registry's gap stays open."""

    symbol: str
    number: str | int | None = None

    def text(self, regime: Regime = Regime.STATE) -> str:
        """``Số: 05/KH-SKHCN`` for the State, ``Số 05-KH/TU`` for the Party."""
        number = str(self.number).strip() if self.number is not None else ""
        shown = number.zfill(2) if number else "        "
        return f"Số: {shown}/{self.symbol}" if regime is Regime.STATE else f"Số {shown}-{self.symbol}"


@dataclass(frozen=True, slots=True)
class When:
    """The day of issue as far as it is known; drafts leave day or month open."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def of(cls, day: date) -> When:
        return cls(day.year, day.month, day.day)

    def text(self) -> str:
        return long_date(self.day, self.month, self.year)


@dataclass(frozen=True, slots=True)
class Signature:
    """Authority and title in lines from the top (``TM. ỦY BAN NHÂN DÂN``, ``KT. CHỦ TỊCH``, ``PHÓ CHỦ TỊCH``) and the
    name (Annex I, II.7). ``signing`` has the usual forms. An empty name leaves the place open."""

    lines: tuple[str, ...]
    name: str = ""
    other_title: str = ""


@dataclass(frozen=True, slots=True)
class Dispatch:
    """``Nơi nhận`` (Annex I, II.9): the list, then what is kept (``VT, KHCN`` → ``- Lưu: VT, KHCN.``); ``drafter`` is
    the mark of who drafted and the number of copies (``PL.(300)``, III.3)."""

    recipients: tuple[str, ...] = ()
    archive: str = "VT"
    drafter: str = ""


@dataclass(frozen=True, slots=True)
class Appendix:
    """``Phụ lục`` on pages of its own, counted from 1 (Annex I, III.1)."""

    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False
    attached_to: str = ""
    """``(Kèm theo …)``; empty: written from the document's own code, number and day left open."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A document of any type; ``kind`` is the name of the type (``Công văn``, ``Kế hoạch``, ``Báo cáo`` …)."""

    issuer: Issuer
    code: Code
    place: str
    when: When
    subject: str
    blocks: tuple[Block, ...]
    signature: Signature
    kind: str = DISPATCH
    to: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    dispatch: Dispatch = Dispatch()
    appendices: tuple[Appendix, ...] = ()
    regime: Regime = Regime.STATE
    urgency: Urgency | None = None
    circulation: str = ""
    contact: str = ""
    landscape: bool = False

    @property
    def is_dispatch(self) -> bool:
        return self.kind == DISPATCH


@dataclass(frozen=True, slots=True)
class Listing:
    """A list that is printed by itself, without signature: registers, tables of tasks."""

    issuer: Issuer
    title: str
    table: Table
    subtitle: str = ""
    note: str = ""
    landscape: bool = True


def demand(letter: Letter | Listing) -> None:
    """Raise WritingError for a document that must not be written."""
    if not letter.issuer.name.strip():
        raise WritingError(Fault.NO_ISSUER)
    if not (letter.subject if isinstance(letter, Letter) else letter.title).strip():
        raise WritingError(Fault.NO_SUBJECT)
