# Measures that name rural women, and how many of them stand under each right.
library(jsonlite)

found <- fromJSON("http://127.0.0.1:8000/api/v1/measures?group=rural-women&facets=right&fields=code,heading")
for (i in seq_len(nrow(found$items))) cat(found$items$code[i], found$items$heading[i], "\n")
rights <- found$facets$values[[1]]
for (i in seq_len(nrow(rights))) cat(rights$count[i], rights$label[i], "\n")
