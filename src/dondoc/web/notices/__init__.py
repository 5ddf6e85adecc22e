"""Pages of what a person was told, and of where they want to hear."""
