"""Service directories of partners (HSDS 3.0, and the HSDS 1 / Ohana shape) into frozen records."""
