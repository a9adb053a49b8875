"""What a plan's text does not state: criteria, what meets them, and how many of how many."""
