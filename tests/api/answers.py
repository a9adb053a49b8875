"""What a list of the service answers."""

from __future__ import annotations


def items(client, path):
    response = client.get(f"/api/v1/{path}")
    assert response.status_code == 200, response.text
    return response.json()["items"]
