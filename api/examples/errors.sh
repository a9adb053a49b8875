# A name that does not exist: the answer says so, and which name comes nearest.
curl -s 'http://127.0.0.1:8000/api/v1/measures?group=rural-wimen'
