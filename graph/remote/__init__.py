"""A remote SPARQL 1.1 store: loading it, asking it, and keeping a query to the graphs of one release."""
