"""Connections lent to worker processes, which answer their light queries without a word to the service."""
