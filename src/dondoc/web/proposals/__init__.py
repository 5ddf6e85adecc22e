"""Pages of calls for tasks of a plan."""
