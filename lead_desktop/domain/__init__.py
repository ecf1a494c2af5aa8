"""Code lists, frozen values and pure rules. No I/O; "today" and "now" are parameters."""
