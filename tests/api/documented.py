"""Whether an answer is one that the OpenAPI document announces."""

from __future__ import annotations

from api.problems import Problem

# What HTTP itself says of messages, and what keeps browsers from guessing: no one needs a description of these.
OF_HTTP = {
    *("accept-ranges", "allow", "cache-control", "connection", "content-encoding", "content-length", "content-type"),
    *("content-security-policy", "date", "last-modified", "referrer-policy", "server", "transfer-encoding", "vary"),
    *("access-control-allow-origin", "access-control-expose-headers", "x-content-type-options"),
}


def undocumented(operation, response):
    """What of an answer the description of its operation does not announce, in words."""
    answer = operation["responses"].get(str(response.status_code))
    if answer is None:
        return [f"status {response.status_code}"]
    bears = {name.lower() for name in answer.get("headers", {})}
    found = [f"header {name}" for name in response.headers if name.lower() not in bears | OF_HTTP]
    media_type = response.headers.get("content-type", "").split(";")[0]
    if response.status_code not in (303, 304) and media_type not in answer.get("content", {}):
        found.append(f"media type {media_type}")
    if response.status_code >= 400:
        Problem.model_validate(response.json())
    return found
