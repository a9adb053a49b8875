# All targets as a data frame. The plan states targets and, apart from them, parameters.
import pandas

targets = pandas.read_csv("http://127.0.0.1:8000/dumps/targets.csv.gz")
for status, count in targets.groupby("status").size().items():
    print(status, count)
