"""The graph against the shapes: engines, reports, and graphs of others."""
