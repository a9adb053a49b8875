"""From the text of a human rights action plan to a knowledge graph that cites it."""
