"""The linter: what in a directive is missing, impossible, out of date or misspelt, and how to mend it.

>>> [finding.rule for finding in check(Matter(text, directive))]
['time.impossible', 'duty.two-leads']
"""

from dondoc.checking.catalogue import RULES
from dondoc.checking.engine import check
from dondoc.checking.finding import Finding, Severity
from dondoc.checking.matter import Known, Lookup, Matter

__all__ = ["RULES", "Finding", "Known", "Lookup", "Matter", "Severity", "check"]
