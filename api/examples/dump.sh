# All targets as a file, and its first lines.
curl -sf http://127.0.0.1:8000/dumps/targets.csv.gz | gunzip > targets.csv
head -n 3 targets.csv
