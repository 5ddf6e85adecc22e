"""The counts that the statistics are read from, so that reading them takes no longer as tasks grow many.

Each action that changes what counts writes, in its own transaction, what is counted of the tasks that it touched
(``Counted``) and the difference to what was counted before (``Tally``). ``rebuild`` counts everything anew;
``differences`` says where the counts are not what counting anew would give.
"""

from dondoc.tasks.counting.following import hear, recount
from dondoc.tasks.counting.keeping import compact, differences, keep, rebuild

__all__ = ["compact", "differences", "hear", "keep", "rebuild", "recount"]
