"""Whom we trust to vouch for signatures, what the check of each file said, and the signing of what goes out."""
