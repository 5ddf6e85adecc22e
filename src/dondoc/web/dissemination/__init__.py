"""Pages of dissemination: what was published, figures, the check of links."""
