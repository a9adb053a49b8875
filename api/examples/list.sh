# Measures that name rural women, and how many of them stand under each right.
curl -sf 'http://127.0.0.1:8000/api/v1/measures?group=rural-women&facets=right&fields=code,heading'
# The same as CSV.
curl -sf 'http://127.0.0.1:8000/api/v1/measures?group=rural-women&fields=code,heading&format=csv'
