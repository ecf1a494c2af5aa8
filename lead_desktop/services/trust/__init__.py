"""The vault itself: getting in, workers, settings, backups, the audit."""
