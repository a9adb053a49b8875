"""Typed values to triples: the tree, the evidence and the statements of a plan, a named graph each."""
