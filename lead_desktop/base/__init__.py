"""Ground floor: errors, clock, identifiers, paths, process hygiene. Standard library only."""
