"""« Ma ligne éditoriale »: what one speaks of, in which voice, and its aims in quality, quantity and time."""
