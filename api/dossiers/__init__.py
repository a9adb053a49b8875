"""Dossiers: all that the plans say of one thing, read once and written as JSON, Markdown or a page."""
