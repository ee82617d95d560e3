"""« Ma publication »: one idea, a text per network chosen, seen as it is read, with the law, limits and advice."""
