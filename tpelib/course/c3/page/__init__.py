"""« Ma page »: one profile per network chosen, filled in, set up, seen before it is made, then its kit."""
