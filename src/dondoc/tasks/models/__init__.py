"""Tasks, who has which part in them, and what happens to them."""

from dondoc.tasks.models.counting import ALWAYS, Counted, Tally
from dondoc.tasks.models.coverage import Coverage
from dondoc.tasks.models.credits import NOBODY, Credit, CreditTally
from dondoc.tasks.models.difficulty import Difficulty, DifficultyState, Hop
from dondoc.tasks.models.extension import Extension
from dondoc.tasks.models.occurrence import Occurrence
from dondoc.tasks.models.parts import Assignment, Part
from dondoc.tasks.models.progress import Evidence, Fulfilment, Return, Update, Urging
from dondoc.tasks.models.task import NEVER, OPEN_STATES, PHASES, Phase, Task, TaskKind, TaskState

__all__ = [
    "ALWAYS",
    "NEVER",
    "NOBODY",
    "OPEN_STATES",
    "PHASES",
    "Assignment",
    "Counted",
    "Coverage",
    "Credit",
    "CreditTally",
    "Difficulty",
    "DifficultyState",
    "Evidence",
    "Extension",
    "Fulfilment",
    "Hop",
    "Occurrence",
    "Part",
    "Phase",
    "Return",
    "Tally",
    "Task",
    "TaskKind",
    "TaskState",
    "Update",
    "Urging",
]
