"""What is to be done, by whom, and what a supervisor needs to see of it."""
