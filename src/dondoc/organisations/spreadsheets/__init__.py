"""Unit lists in Excel: read, checked cell by cell, and written."""
