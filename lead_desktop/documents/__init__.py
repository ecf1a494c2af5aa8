"""Printed forms: plain data in, PDF bytes out. Knows no store, no service and no role."""
