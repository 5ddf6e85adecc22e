"""Word documents: ``write_docx`` and ``docx_bytes``; ``template`` for an agency's own files."""

from dondoc.writing.word.build import docx_bytes, write_docx

__all__ = ["docx_bytes", "write_docx"]
