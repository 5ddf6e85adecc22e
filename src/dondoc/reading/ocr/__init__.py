"""Recognition of printed Vietnamese on pictures of pages, by Tesseract where its Vietnamese data are installed."""
