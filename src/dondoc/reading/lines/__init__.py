"""Lines on pages into paragraphs, columns, tables and notes; shared by plain text and PDF."""
