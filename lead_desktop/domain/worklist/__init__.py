"""Rules about what is to be done, and in which order."""
