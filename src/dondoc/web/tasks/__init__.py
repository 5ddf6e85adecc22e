"""Pages of tasks: the register, one task and its story."""
