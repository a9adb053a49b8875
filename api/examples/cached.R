# Ask once and keep the answer with its tag; ask again with the tag: 304 says that what you have still holds.
library(curl)

address <- "http://127.0.0.1:8000/api/v1/rights"
kept <- curl_fetch_memory(address)
tag <- parse_headers_list(kept$headers)$etag
again <- curl_fetch_memory(address, new_handle(httpheader = paste("If-None-Match:", tag)))
cat(again$status_code, "\n")
