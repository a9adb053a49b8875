"""How an answer is cited."""
