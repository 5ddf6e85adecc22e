"""A form as an Excel file that goes out to be filled in and comes back, whatever happened to it on the way."""
