"""Formats in which document systems exchange documents: edXML (QCVN 102:2016/BTTTT)."""
