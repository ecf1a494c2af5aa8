"""Rules about the directory of services."""
