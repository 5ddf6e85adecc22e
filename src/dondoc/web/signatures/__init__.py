"""Pages about digital signatures: the trust list, what was found in files, signing of what goes out."""
