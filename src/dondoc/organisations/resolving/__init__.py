"""From a name as printed to the unit that is meant."""

from dondoc.organisations.resolving.resolver import Resolver
from dondoc.organisations.resolving.results import Resolution, Status, UnitHit

__all__ = ["Resolution", "Resolver", "Status", "UnitHit"]
