"""All writes about outside systems."""

from dondoc.outside.actions.comparing import compare
from dondoc.outside.actions.mapping import add_system, end_system, map_system
from dondoc.outside.actions.sending import deliver

__all__ = ["add_system", "compare", "deliver", "end_system", "map_system"]
