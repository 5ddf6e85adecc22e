"""Plants errors into documents that have none, to see which of them the linter finds and what else it says."""

from dondoc.checking.planting.measure import Measure, Tally, measure
from dondoc.checking.planting.planters import PLANTERS

__all__ = ["PLANTERS", "Measure", "Tally", "measure"]
