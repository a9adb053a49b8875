"""How well the facts agree with readings of the text by people."""
