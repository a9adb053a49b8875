"""Queries as texts: what they consist of, ask for, cost, and mean to say."""
