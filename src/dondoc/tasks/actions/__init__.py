"""All writes of tasks, one function a use case."""

from dondoc.tasks.actions.adding import add
from dondoc.tasks.actions.confirming import Confirmed, confirm, confirm_all
from dondoc.tasks.actions.correcting import correct
from dondoc.tasks.actions.dismissing import dismiss, restore

__all__ = ["Confirmed", "add", "confirm", "confirm_all", "correct", "dismiss", "restore"]
