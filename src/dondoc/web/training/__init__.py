"""Pages of training: courses, participants, attendance, results, figures by audience."""
