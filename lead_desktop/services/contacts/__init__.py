"""Contacts and the notes on them: written, signed, reviewed, taken back."""
