# All commitments of chapter 4, a hundred at a time. Each part names the next one.
import json
from urllib.request import urlopen

following, found = "http://127.0.0.1:8000/api/v1/commitments?chapter=4&limit=100", []
while following:
    with urlopen(following) as response:
        part = json.load(response)
    found += part["items"]
    following = part["next"]
print(len(found), "of", part["total"])
