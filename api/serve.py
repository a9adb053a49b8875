"""Runs the service until it is told to stop."""

from __future__ import annotations

import errno
import resource
import socket

import uvicorn

from api.app import create_app
from api.connections import patient_protocol
from api.logs import log_config
from api.memory import give_back_large_pieces
from api.settings import Settings
from graph.errors import HrapError, ServeError
from graph.release import open_release

_OTHER_FILES = 256


def serve(settings: Settings) -> None:
    """Serve the current release.

    Raises ServeError before anything starts where there is no release or the port is taken.
    """
    try:
        open_release(settings.releases)
    except HrapError as error:
        raise ServeError(error.message, remedy=error.remedy) from error
    give_back_large_pieces()
    _allow_connections(settings.max_connections)
    with listen(settings) as listener:
        server = uvicorn.Server(server_config(settings))
        server.run(sockets=[listener])
    if not server.started:
        raise ServeError("The service did not start.", remedy="Its log says why.")


def _allow_connections(number: int) -> None:
    """Raise the limit of open files, as far as the system lets us, to what so many connections need."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = number + _OTHER_FILES
    if soft != resource.RLIM_INFINITY and soft < wanted:
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))


def server_config(settings: Settings) -> uvicorn.Config:
    """How the server runs: it believes no header about who asks, and ends with a time of grace."""
    app = create_app(settings)
    return uvicorn.Config(
        app,
        http=patient_protocol(
            settings.max_connections, settings.request_timeout, settings.least_rate, app.state.lender
        ),
        ws="none",
        proxy_headers=False,
        server_header=False,
        access_log=False,
        log_config=log_config(settings.log),
        timeout_graceful_shutdown=max(1, round(settings.grace)),
    )


def listen(settings: Settings) -> socket.socket:
    """A socket that listens on the host and port of the settings."""
    try:
        family = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0][0]
        # Only for a socket that says it is TCP does asyncio turn off Nagle's delay of 40 ms.
        listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    except OSError as error:
        raise ServeError(f"{settings.host} is no host of this machine: {error}.", remedy="Set HRAP_HOST.") from error
    try:
        listener.bind((settings.host, settings.port))
        listener.listen(1024)
    except OSError as error:
        listener.close()
        raise ServeError(_why(settings, error), remedy="Set HRAP_PORT to a free one, or HRAP_HOST.") from error
    return listener


def _why(settings: Settings, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {settings.port} on {settings.host} is in use by another program."
    return f"Port {settings.port} on {settings.host} cannot be opened: {error.strerror}."
