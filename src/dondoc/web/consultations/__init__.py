"""Pages of consultations on a draft."""
