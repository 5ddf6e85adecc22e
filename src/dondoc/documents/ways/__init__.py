"""Ways in that nobody stands at: a watched folder, a mailbox, a backlog of files."""
