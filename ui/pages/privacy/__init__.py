"""The privacy office: one package of the page."""
