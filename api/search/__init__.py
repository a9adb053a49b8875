"""Search: the query language, its index, snippets and suggestions."""
