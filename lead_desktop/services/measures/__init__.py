"""What the work came to in a span of days, within what a role may see."""
