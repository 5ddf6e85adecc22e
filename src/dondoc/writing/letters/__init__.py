"""Ready-made documents: urging letter, slip of assignment, registers, consolidated report, request for opinions."""
