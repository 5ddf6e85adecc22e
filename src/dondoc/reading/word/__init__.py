"""Word documents (.docx, ISO/IEC 29500 WordprocessingML)."""
