"""C2 « Choisir mes réseaux »: from figures that are read with care to a choice that holds."""
