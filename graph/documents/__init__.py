"""The ontology and the shapes as documents that their IRIs lead to."""
