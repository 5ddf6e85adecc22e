"""The rules' own estimates in a directive → calibrated confidence (``calibration``)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TypeVar

from dondoc.extraction.calibration import Table
from dondoc.extraction.directive import Directive, Duty, Head, Value

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Calibrator:
    """Puts a table's confidence in the place of estimates; the same estimate of a rule is looked up once."""

    table: Table
    _known: dict[tuple[str, str, float], float] = field(default_factory=dict)

    def directive(self, found: Directive) -> Directive:
        return replace(found, head=self._head(found.head), duties=tuple(map(self._duty, found.duties)))

    def _head(self, head: Head) -> Head:
        return replace(
            head,
            kind=self._value("document.kind", head.kind),
            code=self._value("document.code", head.code),
            symbol=self._value("document.symbol", head.symbol),
            issued_on=self._value("document.issued_on", head.issued_on),
            issuer=self._value("document.issuer", head.issuer),
            subject=self._value("document.subject", head.subject),
            signer=self._value("document.signer", head.signer),
            addressees=self._row("document.addressees", head.addressees),
        )

    def _duty(self, duty: Duty) -> Duty:
        text = self._sure("tasks.found", duty.text)
        return replace(
            duty,
            text=text,
            lead=self._row("tasks.lead", duty.lead),
            coordinate=self._row("tasks.coordinate", duty.coordinate),
            direct=self._row("tasks.direct", duty.direct),
            deliverable=self._value("tasks.deliverable", duty.deliverable),
            due=self._value("tasks.due", duty.due),
            confidence=text.confidence,
        )

    def _row(self, name: str, row: tuple[Value[str], ...]) -> tuple[Value[str], ...]:
        return tuple(self._sure(name, value) for value in row)

    def _value(self, name: str, value: Value[T] | None) -> Value[T] | None:
        return self._sure(name, value) if value is not None else None

    def _sure(self, name: str, value: Value[T]) -> Value[T]:
        key = (name, value.rule, value.confidence)
        if key not in self._known:
            self._known[key] = self.table.confidence(*key)
        return Value(value.value, value.span, value.rule, self._known[key])
