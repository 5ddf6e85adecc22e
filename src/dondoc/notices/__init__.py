"""What people are told: reminders, events of their tasks, and the channels that carry them."""
