"""Rules about participants: where they stand, how often to reach them, how they are listed."""
