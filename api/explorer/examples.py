"""Examples for developers: what one does with the interface, each as a file in several languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

Code = Literal["curl", "python", "r", "javascript"]
"""A language of the examples, as the page calls it."""

SUFFIXES: Mapping[Code, str] = MappingProxyType({"curl": "sh", "python": "py", "r": "R", "javascript": "mjs"})

TASKS = ("list", "parts", "item", "sparql", "question", "dump", "linked", "cached", "errors")
"""What the examples do, in the order of the page; each is the name of its files."""

FOLDER = Path(__file__).parent.parent / "examples"

WRITTEN_FOR = "http://127.0.0.1:8000"
"""The address in the files, where `hrap serve` listens; it gives way to that of the service."""

_PLAIN = re.compile(r"https?://(?:[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?(?:/[A-Za-z0-9._~/-]*)?")


@cache
def examples() -> Mapping[str, Mapping[Code, str]]:
    """The text of every example by its task and language."""
    return MappingProxyType(
        {
            task: MappingProxyType(
                {code: (FOLDER / f"{task}.{suffix}").read_text("utf-8") for code, suffix in SUFFIXES.items()}
            )
            for task in TASKS
        }
    )


def examples_for(base: str) -> Mapping[str, Mapping[Code, str]]:
    """The examples as they are run against the service at ``base``.

    The base comes from the request. One that is no plain address is not put in: these are lines that people paste
    into a shell.
    """
    address = base if _PLAIN.fullmatch(base) else WRITTEN_FOR
    return {
        task: {code: text.replace(WRITTEN_FOR, address) for code, text in texts.items()}
        for task, texts in examples().items()
    }
