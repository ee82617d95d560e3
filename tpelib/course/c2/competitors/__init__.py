"""« Mes concurrents »: what they do on networks, counted the same way for each."""
