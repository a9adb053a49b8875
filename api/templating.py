"""How templates call and look up what they are given: as Jinja does it, for what our templates are given.

Jinja asks of each function whether it wants the context first, and looks for an attribute before it looks for an item.
None of our functions wants the context, macros do without it where escaping is always on, and what our templates
read is mostly a row. A page does both thousands of times.
"""

from __future__ import annotations

from typing import Any

from jinja2 import Environment
from jinja2.runtime import Context

_OF_THE_COMPILER = ("_block_vars", "_loop_vars")


class PlainContext(Context):
    """Calls what it is to call, and nothing else."""

    def call(self, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """The answer of a function or macro, to which the context is never passed."""
        if kwargs:
            for name in _OF_THE_COMPILER:
                kwargs.pop(name, None)
        return called(*args, **kwargs)


class RowsFirst(Environment):
    """Reads a row by its key before it tries anything else."""

    context_class = PlainContext

    def getattr(self, obj: Any, attribute: str) -> Any:
        """An item of a row; of anything else an attribute or an item."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)
