"""Evaluation of units and people by what became of their tasks (Decree 335/2025/NĐ-CP)."""
