"""What bytes look like, without what reads them."""

from __future__ import annotations


def is_edxml(data: bytes, name: str = "") -> bool:
    """Whether bytes look like a message: the ending, or the standard's names near the beginning."""
    if name.lower().endswith(".edxml"):
        return True
    head = data[:4096]
    return b"edXML" in head and (b"QCVN_102" in head or b"edXMLEnvelope" in head or b"<edXML" in head)
