"""Pages of units, people, posts and the import of a unit list."""
