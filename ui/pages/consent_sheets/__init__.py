"""Sheets about consents and privacy, and what can be done from every page that shows them."""
