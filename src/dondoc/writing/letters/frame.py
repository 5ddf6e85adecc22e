"""What all ready-made letters of an agency have in common: who issues, who signs, who gets it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dondoc.writing.blocks import Block
from dondoc.writing.letter import DISPATCH, Appendix, Code, Dispatch, Issuer, Letter, Regime, Signature, When

ONLY_KEPT = Dispatch()
"""Nobody but the archive."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Head and foot of a letter. ``day`` is the day it is drafted; without a number in ``code`` the day of issue stays
    open for the registry, month and year are those of ``day``."""

    issuer: Issuer
    code: Code
    place: str
    day: date
    signature: Signature
    to: tuple[str, ...] = ()
    dispatch: Dispatch = ONLY_KEPT
    regime: Regime = Regime.STATE

    def letter(
        self,
        subject: str,
        blocks: tuple[Block, ...],
        *,
        kind: str = DISPATCH,
        bases: tuple[str, ...] = (),
        appendices: tuple[Appendix, ...] = (),
    ) -> Letter:
        """The whole document around ``blocks``."""
        return Letter(
            issuer=self.issuer,
            code=self.code,
            place=self.place,
            when=When(self.day.year, self.day.month, None if self.code.number is None else self.day.day),
            subject=subject,
            blocks=blocks,
            signature=self.signature,
            kind=kind,
            to=self.to,
            bases=bases,
            dispatch=self.dispatch,
            appendices=appendices,
            regime=self.regime,
        )
