# A ready question: the targets of a right.
import csv
from urllib.request import urlopen

with urlopen("http://127.0.0.1:8000/api/v1/questions/targets-of-right?right=health&format=csv") as response:
    lines = response.read().decode().splitlines()
for row in csv.DictReader(lines):
    print(row["code"], row["quote"])
