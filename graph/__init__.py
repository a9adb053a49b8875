"""From the text of a human rights action plan to a knowledge graph that cites it."""

import rdflib

__version__ = "0.1.0"

# A value is stated as the plan states it: "3.50" must not come back as "3.5".
rdflib.NORMALIZE_LITERALS = False
