"""« Comptes, personnes, portée »: what a figure counts before what it says."""
