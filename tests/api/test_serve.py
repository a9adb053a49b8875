from __future__ import annotations

import socket

import pytest

from api.serve import listen, serve
from api.settings import Settings
from graph.errors import ServeError


def test_a_missing_release_is_told_before_anything_starts(tmp_path):
    with pytest.raises(ServeError, match="hrap build"):
        serve(Settings(releases=tmp_path))


def test_a_busy_port_is_told_with_what_to_do(releases):
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        with pytest.raises(ServeError, match=rf"Port {port} .* in use.*HRAP_PORT"):
            serve(Settings(releases=releases, port=port))


def test_a_host_that_is_not_ours_is_told(releases):
    with pytest.raises(ServeError, match="HRAP_HOST"):
        serve(Settings(releases=releases, host="192.0.2.1"))


def test_small_answers_are_sent_at_once(releases):
    """Asyncio turns Nagle's algorithm off only for sockets that name their protocol."""
    with listen(Settings(releases=releases, port=0)) as listener:
        assert listener.proto == socket.IPPROTO_TCP
