from __future__ import annotations


def test_the_service_says_that_it_is_alive_and_ready(client):
    assert client.get("/health").json() == {"status": "ok"}
    ready = client.get("/ready").json()
    assert ready["status"] == "ready"
    assert ready["version"] == "1.2.3"


def test_every_answer_tells_browsers_to_guess_nothing(client):
    for path in ("/", "/health", "/api/v1/plans", "/static/base.css", "/nothing"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["content-security-policy"].startswith("default-src 'none'")


def test_head_gives_the_headers_of_get_without_a_body(client):
    for path in ("/", "/api/v1/measures", "/sparql?query=ASK%7B%7D", "/nothing"):
        head, get = client.head(path), client.get(path)
        assert (head.status_code, head.content) == (get.status_code, b"")
        assert head.headers["content-type"] == get.headers["content-type"]
        assert head.headers["content-length"] == get.headers["content-length"]
