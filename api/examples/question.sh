# A ready question: the targets of a right. The header Link leads to how the answer is cited.
curl -sf 'http://127.0.0.1:8000/api/v1/questions/targets-of-right?right=health&format=csv'
curl -sf 'http://127.0.0.1:8000/api/v1/questions/targets-of-right/citation?right=health&format=bibtex'
