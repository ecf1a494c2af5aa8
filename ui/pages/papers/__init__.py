"""Papers kept in the vault: choosing a file to keep, and looking at what is kept."""
