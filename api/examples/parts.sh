# All commitments of chapter 4, a hundred at a time: the header Link names the next part. Each part has a line of names.
next='http://127.0.0.1:8000/api/v1/commitments?chapter=4&limit=100&format=csv'
while [ -n "$next" ]; do
  curl -sf --dump-header headers.txt "$next"
  next=$(sed -n 's/^[Ll]ink: .*<\([^>]*\)>; rel="next".*/\1/p' headers.txt)
done
