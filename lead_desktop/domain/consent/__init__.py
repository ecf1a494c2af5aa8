"""Rules about what may leave, for whom, and on which ground."""
