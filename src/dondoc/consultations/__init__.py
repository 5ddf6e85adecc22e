"""Consultation on a draft (lấy ý kiến góp ý): the draft in pieces, opinions on them, what was adopted or explained."""
