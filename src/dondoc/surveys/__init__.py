"""Needs, registers and checklists: one form goes to many, answers come back any way, one table comes out."""
