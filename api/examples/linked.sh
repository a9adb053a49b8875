# What the graph says of rural women. The same address is a page for a browser.
curl -sf http://127.0.0.1:8000/id/group/rural-women -H 'Accept: application/ld+json'
curl -sf http://127.0.0.1:8000/id/group/rural-women.ttl
