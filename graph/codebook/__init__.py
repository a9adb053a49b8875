"""What every field of the outputs holds, and tables as CSV."""
