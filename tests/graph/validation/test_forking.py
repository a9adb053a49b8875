from __future__ import annotations

import os
import signal
import time

import pytest

from graph.validation import forking
from graph.validation.forking import available_cores, forked


def test_work_is_done_in_another_process_and_comes_back():
    with forked(lambda: (os.getpid(), "x" * 1_000_000)) as answer:
        process, text = answer()
    assert process != os.getpid()
    assert len(text) == 1_000_000


def test_what_is_in_memory_is_shared_and_changes_stay_apart():
    values = [1, 2]
    with forked(lambda: values.append(3) or values) as answer:
        assert answer() == [1, 2, 3]
    assert values == [1, 2]


@pytest.mark.parametrize("work", [lambda: 1 / 0, lambda: os.kill(os.getpid(), signal.SIGKILL), lambda: lambda: 1])
def test_a_failure_gives_nothing_and_leaves_no_process(monkeypatch, work):
    started, fork = [], os.fork
    monkeypatch.setattr(forking.os, "fork", lambda: started.append(process := fork()) or process)
    with forked(work) as answer:
        assert answer() is None
    with pytest.raises(ChildProcessError):
        os.waitpid(started[0], os.WNOHANG)


def test_a_block_that_fails_does_not_wait_for_the_other_process():
    begun = time.monotonic()
    with pytest.raises(ValueError, match="here"), forked(lambda: time.sleep(60)):
        raise ValueError("here")
    assert time.monotonic() - begun < 30


def test_without_processes_the_caller_does_the_work(monkeypatch):
    monkeypatch.delattr(forking.os, "fork")
    with forked(lambda: 1) as answer:
        assert answer() is None


def test_there_is_at_least_one_core():
    assert available_cores() >= 1
