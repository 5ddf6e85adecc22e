"""The bars of speed, measured: ``make bench`` writes ``bench/latest.json``, a list of {name, value, unit, bar, ok}.

A bar is a ratio to a reference in the same run wherever one exists, for machines are noisy; seconds are for
orientation.
"""
