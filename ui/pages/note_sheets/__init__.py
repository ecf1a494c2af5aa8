"""Sheets about one note: change it, add to it, strike it, return it; shared by several pages."""
