"""Pages of reports: what is owed, the periods, a unit's form, the desk of who consolidates."""
