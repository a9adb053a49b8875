"""A release at a researcher's desk: questions, tables and networks as pandas and networkx have them."""

try:
    import pandas  # noqa: F401
except ImportError as error:
    raise ImportError("graph.desk needs pandas. Install it: pip install 'hrap[notebooks]'") from error

from graph.desk.opening import open_desk
from graph.desk.passages import Passage
from graph.desk.reading import Desk

__all__ = ["Desk", "Passage", "open_desk"]
