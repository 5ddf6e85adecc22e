"""How the sample documents are made: from plain sources to Word, PDF and text files with their expected results.

``python -m tools.papers`` writes ``src/dondoc/sample/files``, where the results are committed; LibreOffice makes
the PDF files.
"""
