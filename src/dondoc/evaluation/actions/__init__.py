"""All writes of evaluations."""

from dondoc.evaluation.actions.appealing import answer_appeal, appeal, withdraw_appeal
from dondoc.evaluation.actions.closing import close_span
from dondoc.evaluation.actions.marking import excuse, mark_general, set_formula, withdraw_excuse

__all__ = [
    "answer_appeal",
    "appeal",
    "close_span",
    "excuse",
    "mark_general",
    "set_formula",
    "withdraw_appeal",
    "withdraw_excuse",
]
