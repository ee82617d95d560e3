"""« Répondre à chacun »: an answer to each person, in public."""
