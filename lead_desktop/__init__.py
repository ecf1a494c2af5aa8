"""The core of LEAD Desktop: everything but the window. Usable from a script, without a display."""

__version__ = "0.1.0"
