"""Reliability drills: a short form in every test run, the long one with `make drills`."""
