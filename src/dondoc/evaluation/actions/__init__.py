"""All writes of evaluations."""

from dondoc.evaluation.actions.closing import close_span
from dondoc.evaluation.actions.marking import excuse, mark_general, set_formula, withdraw_excuse

__all__ = ["close_span", "excuse", "mark_general", "set_formula", "withdraw_excuse"]
