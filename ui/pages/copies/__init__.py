"""What every page that prints shares: one copy at a time, its preview, and handing it over."""
