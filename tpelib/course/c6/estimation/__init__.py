"""« Ce qu'elle coûte, ce qu'elle atteint »: the bill, the ranges, the learning phase; and the same, live."""
