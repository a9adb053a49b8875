"""What a browser may load and run on our pages, and what scripts of other sites may read: the headers that say so."""

from __future__ import annotations

from api.headers import HEADERS as ANNOUNCED

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


# What a script of another site may read, beside the headers that it always may.
EXPOSED = sorted({"Accept-Query", "Allow", *ANNOUNCED})
HEADERS = (
    (b"content-security-policy", content_security_policy().encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", ", ".join(EXPOSED).encode()),
)
