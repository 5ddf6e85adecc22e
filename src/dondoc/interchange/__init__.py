"""Exchange with other document systems by edXML: what came and went, and what became of it
(Decision 28/2018/QĐ-TTg)."""
