"""Dissemination: what was published where for which plan, and how many it reached."""
