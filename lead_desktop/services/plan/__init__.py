"""What a participant wants and needs, and the linkages that lead there."""
