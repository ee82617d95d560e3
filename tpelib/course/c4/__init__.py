"""C4 « Ma ligne éditoriale »: from a line and its themes to a calendar that holds all year."""
