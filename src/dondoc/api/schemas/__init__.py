"""What goes in and out, as pydantic schemas."""
