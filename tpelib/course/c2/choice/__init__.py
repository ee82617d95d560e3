"""« Mes réseaux »: the choice, its reasons and its limits, as one tells them to a jury."""
