# Measure 4.2.5, with the commitments that it consists of.
curl -sf 'http://127.0.0.1:8000/api/v1/measures/cn-2026-2030/4.2.5?include=commitments'
