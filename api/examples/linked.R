# What the graph says of rural women: its labels, from JSON-LD.
library(jsonlite)

address <- url("http://127.0.0.1:8000/id/group/rural-women", headers = c(Accept = "application/ld+json"))
things <- fromJSON(address, simplifyVector = FALSE)
group <- Filter(function(thing) endsWith(thing$`@id`, "/id/group/rural-women"), things)[[1]]
for (label in group$`http://www.w3.org/2004/02/skos/core#prefLabel`) cat(label$`@language`, label$`@value`, "\n")
