"""SPARQL over worker processes that are killed at their deadline."""
