# A name that does not exist: the answer says so, and which name comes nearest.
import json
from urllib.error import HTTPError
from urllib.request import urlopen

try:
    urlopen("http://127.0.0.1:8000/api/v1/measures?group=rural-wimen")
except HTTPError as answer:
    problem = json.load(answer)
    print(problem["status"], problem["type"], problem["nearest"][0])
