"""Pages of an agency's settings: working days, reminders, channels, and whether the scheduler runs."""
