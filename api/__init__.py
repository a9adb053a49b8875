"""The web side: a SPARQL endpoint, a JSON interface and pages over one release; it only reads."""
