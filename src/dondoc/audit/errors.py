"""What an action refuses, in the words that the person reads. The web turns each into one clear sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class Refused(Exception):
    """Not done, and nothing changed: the input is wrong, or this may not be done now.

    ``sentence`` is Vietnamese and says what to do. ``field`` names the input it is about, where there is one.
    """

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class NotAllowed(Refused):
    """This person may not do this."""

    def __init__(self, sentence: str = "Bạn không có quyền làm việc này.", field: str = "") -> None:
        super().__init__(sentence, field)


class Stale(Refused):
    """Somebody else changed the object since it was shown. ``changed`` maps a field to what it is now."""

    def __init__(
        self,
        sentence: str = "Người khác vừa sửa mục này. Hãy xem lại nội dung mới rồi làm lại.",
        changed: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(sentence)
        self.changed = dict(changed or {})
