"""Where the text speaks of what: labels, quantities, agents, and the part each plays in its sentence."""
