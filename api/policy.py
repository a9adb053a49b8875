"""What a browser may load and run on our pages."""

from __future__ import annotations

_POLICY = (
    ("default-src", "'none'"),
    ("script-src", "'self'"),
    ("style-src", "'self'"),
    ("connect-src", "'self'"),
    ("form-action", "'self'"),
    ("base-uri", "'none'"),
    ("frame-ancestors", "'none'"),
)


def content_security_policy(*images: str) -> str:
    """The policy of every answer: our own scripts and styles, none of them inline, and pictures.

    ``images`` are further sources of pictures, such as ``data:`` and ``blob:``, for a page that makes its own.
    """
    directives = (*_POLICY, ("img-src", " ".join(("'self'", *images))))
    return "; ".join(f"{name} {value}" for name, value in directives)
