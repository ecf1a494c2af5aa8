"""Taking in files in the window."""
