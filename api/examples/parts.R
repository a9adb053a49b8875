# All commitments of chapter 4, a hundred at a time. Each part names the next one.
library(jsonlite)

following <- "http://127.0.0.1:8000/api/v1/commitments?chapter=4&limit=100&fields=measure,text"
found <- list()
while (!is.null(following)) {
  part <- fromJSON(following)
  found <- c(found, list(part$items))
  following <- part$`next`
}
cat(nrow(do.call(rbind, found)), "of", part$total, "\n")
