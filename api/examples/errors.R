# A name that does not exist: the answer says so, and which name comes nearest.
library(curl)

answer <- curl_fetch_memory("http://127.0.0.1:8000/api/v1/measures?group=rural-wimen")
problem <- jsonlite::fromJSON(rawToChar(answer$content))
cat(problem$status, problem$type, problem$nearest[1], "\n")
