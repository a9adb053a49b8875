"""Files as they are, also in part."""

from __future__ import annotations

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import FileResponse
from starlette.types import Message, Receive, Scope, Send

from api.problems import BAD_RANGE, BAD_REQUEST, problem_response

_REMEDY = "Ask for a range within the file, such as `Range: bytes=0-999`, or for all of it."


class WholeOrPart(FileResponse):
    """A file, or the range of it that the request names; a range that cannot be given is a problem document."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the file."""
        refused: Message | None = None

        async def checked(message: Message) -> None:
            nonlocal refused
            if message["type"] == "http.response.start" and message["status"] >= HTTPStatus.BAD_REQUEST:
                refused = message
            elif refused is None:
                await send(message)

        await super().__call__(scope, receive, checked)
        if refused is not None:
            size = dict(refused["headers"]).get(b"content-range")
            sizes = {"Content-Range": size.decode()} if size else {}
            kind = BAD_RANGE if refused["status"] == BAD_RANGE.status else BAD_REQUEST
            detail = "The Range header names no bytes of this file." if sizes else "The Range header cannot be read."
            await problem_response(Request(scope), kind, detail, sizes, remedy=_REMEDY)(scope, receive, send)
