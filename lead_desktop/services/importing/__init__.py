"""Files of partners, read into the vault."""
