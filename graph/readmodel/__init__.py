"""The read model: the SQLite file that lists and pages are answered from, a topic a module with its tables in SQL."""
