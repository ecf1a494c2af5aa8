"""Sheets about a person and their life, shared by the pages that show one."""
