"""Pages of the registers, of files on their way in, and the review of what was read."""
