"""Forms: what is asked, what an answer must be like, and both as Excel. Knows no Django and no clock."""
