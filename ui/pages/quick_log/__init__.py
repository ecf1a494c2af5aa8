"""The quick contact log: one form, from a few keys to a full note."""
