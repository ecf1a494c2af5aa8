"""Printed copies: composed through the gate, drawn, accounted for."""
