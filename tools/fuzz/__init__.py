"""Damaged files for all that reads files from outside: ``make fuzz``, or ``python -m tools.fuzz --minutes 15``."""
