"""The leader's page on one screen and one sheet."""
