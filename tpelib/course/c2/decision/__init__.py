"""« Mon choix, pesé »: networks marked on five criteria, and a ranking put to the test."""
