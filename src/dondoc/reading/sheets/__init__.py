"""Tables of Excel."""
