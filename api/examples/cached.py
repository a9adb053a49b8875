# Ask once and keep the answer with its tag; ask again with the tag: 304 says that what you have still holds.
from urllib.error import HTTPError
from urllib.request import Request, urlopen

address = "http://127.0.0.1:8000/api/v1/rights"
with urlopen(address) as response:
    kept, tag = response.read(), response.headers["ETag"]
try:
    kept = urlopen(Request(address, headers={"If-None-Match": tag})).read()
    print("changed")
except HTTPError as answer:
    print(answer.code)
