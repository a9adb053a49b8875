# Ask once and keep the answer with its tag; ask again with the tag: 304 says that what you have still holds.
curl -sf --etag-save tag.txt --output rights.json http://127.0.0.1:8000/api/v1/rights
curl -s --etag-compare tag.txt --output again.json --write-out '%{http_code}\n' http://127.0.0.1:8000/api/v1/rights
