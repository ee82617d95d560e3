"""« Ma campagne en chiffres »: what a budget buys, what it brings, and whether it is worth it."""
