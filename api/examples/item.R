# Measure 4.2.5: its heading, its place, its text.
library(jsonlite)

measure <- fromJSON("http://127.0.0.1:8000/api/v1/measures/cn-2026-2030/4.2.5")
cat(measure$iri, measure$heading, "\n")
cat(measure$start, measure$end, measure$text, "\n")
