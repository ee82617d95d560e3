"""« Ma place »: a map of two axes, and the advantage it shows."""
