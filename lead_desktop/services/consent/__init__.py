"""What may leave, on which ground, and the account of what left."""
