"""The door: who works at which vault, and the passphrase. Imports nothing of the store at start."""
