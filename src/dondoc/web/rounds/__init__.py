"""Pages that all kinds of rounds share: whom is asked, how far it is, what one's own unit is asked, the public door."""
