"""Rules about needs, linkages and appointments, and the measures that fall out of them."""
