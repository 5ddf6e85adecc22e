"""edXML, in which the document systems of Vietnamese agencies exchange documents and what becomes of them
(QCVN 102:2016/BTTTT; Decision 28/2018/QĐ-TTg on sending, receiving and the states that are reported back)."""
