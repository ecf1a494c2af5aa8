"""Small widgets that know no service and no domain rule; every page is made of them."""
