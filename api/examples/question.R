# A ready question: the targets of a right.
rows <- read.csv("http://127.0.0.1:8000/api/v1/questions/targets-of-right?right=health&format=csv", colClasses = "character")
for (i in seq_len(nrow(rows))) cat(rows$code[i], rows$quote[i], "\n")
