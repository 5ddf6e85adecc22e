"""Values: small records that are made by the thousand for one document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(cls: type[T]) -> type[T]:
    """A dataclass that is a value: equal by its fields, and never changed once it is made.

    The type checker holds the latter and not the class: one that is frozen takes three times as long to make.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)
