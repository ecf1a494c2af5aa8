"""The directory of services: kept true, found in, handed on."""
