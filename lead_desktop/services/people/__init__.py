"""Who the participants are and what becomes of them."""
