"""Pages of forms, of the rounds that send them out, of filling in, and of results."""
