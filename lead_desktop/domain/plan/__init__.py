"""Rules about needs, goals, assessments, linkages and appointments."""
