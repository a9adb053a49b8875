from __future__ import annotations

import gzip

import brotli
import pytest

from api.codings import accepted, compress, compressible


@pytest.mark.parametrize(
    ("header", "coding"),
    [
        ("", "identity"),
        ("gzip, deflate, br", "br"),
        ("GZIP", "gzip"),
        ("*", "br"),
        ("br;q=0, *", "gzip"),
        ("br;q=0.2, gzip;q=0.8", "gzip"),
        ("gzip;q=0.5, identity", "identity"),
        ("identity;q=0.5, gzip;q=1.0", "gzip"),
        ("deflate, zstd", "identity"),
        ("br;q=nonsense", "identity"),
        ("gzip;q=0", "identity"),
    ],
)
def test_the_coding_that_is_liked_best_is_taken_and_none_that_is_ruled_out(header, coding):
    assert accepted(header) == coding


@pytest.mark.parametrize("size", [2_000, 600_000])
def test_what_is_compressed_comes_back_and_comes_out_the_same_each_time(size):
    body = b"rural women " * (size // 12)
    for coding, unpack in (("br", brotli.decompress), ("gzip", gzip.decompress)):
        packed = compress(body, coding)
        assert unpack(packed) == body
        assert packed == compress(body, coding)
        assert len(packed) < len(body) / 10


@pytest.mark.parametrize(
    ("media_type", "size", "worth"),
    [
        ("application/json", 2_000, True),
        ("application/json", 200, False),
        ("text/html; charset=utf-8", 2_000, True),
        ("application/sparql-results+json", 2_000, True),
        ("image/svg+xml", 2_000, True),
        ("application/gzip", 2_000, False),
        ("image/png", 2_000, False),
        ("", 2_000, False),
    ],
)
def test_text_of_some_length_is_worth_it(media_type, size, worth):
    assert compressible(media_type, size) == worth
