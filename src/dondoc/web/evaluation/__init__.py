"""Evaluation of units and people."""
