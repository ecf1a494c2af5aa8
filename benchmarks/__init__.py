"""Performance figures, each beside its floor: the same work by hand with the bare library."""
