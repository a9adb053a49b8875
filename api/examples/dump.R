# All targets as a data frame. The plan states targets and, apart from them, parameters.
targets <- read.csv(gzcon(url("http://127.0.0.1:8000/dumps/targets.csv.gz", "rb"), text = TRUE))
counts <- table(targets$status)
for (status in names(counts)) cat(status, counts[[status]], "\n")
