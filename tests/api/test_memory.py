"""Memory that is freed goes back to the system, in the process that asks for it."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """
from pathlib import Path
from api.memory import give_back_large_pieces

def resident():
    return 4096 * int(Path("/proc/self/statm").read_text().split()[1])

give_back_large_pieces()
before = resident()
for _ in range(3):
    kept = [bytes([1]) * 17_000_000 for _ in range(3)]
    del kept
print(resident() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what a process holds")
def test_large_pieces_that_are_freed_are_not_kept():
    said = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True).stdout
    assert int(said) < 10_000_000
