"""Use cases, one file per noun: the only door that the window and the command line use.

A service takes a desk (who works, at which vault, at what time) and a frozen command, does its
work in one transaction, and returns frozen values.
"""
