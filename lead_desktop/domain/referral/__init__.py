"""Rules about referrals: the doors and who may come in by them."""
