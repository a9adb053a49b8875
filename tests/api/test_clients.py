from __future__ import annotations

import pytest

from api.clients import client_of


def scope(peer, *headers):
    return {"client": (peer, 1) if peer else None, "headers": [(b"x-forwarded-for", each) for each in headers]}


@pytest.mark.parametrize(
    ("peer", "client"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("/run/socket", "unknown"),
        (None, "unknown"),
    ],
)
def test_a_client_is_its_address_or_its_network(peer, client):
    assert client_of(scope(peer), None) == client


def test_a_header_counts_only_where_a_proxy_is_trusted_and_then_its_last_entry():
    forged = scope("192.0.2.1", b"203.0.113.1", b"203.0.113.2, 198.51.100.7")
    assert client_of(forged, None) == "192.0.2.1"
    assert client_of(forged, "x-forwarded-for") == "198.51.100.7"
    assert client_of(forged, "x-real-ip") == "192.0.2.1"
    assert client_of(scope("192.0.2.1", b"\n<script>"), "x-forwarded-for") == "192.0.2.1"
