"""Rules about contacts and the notes on them."""
