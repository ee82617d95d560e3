"""« Mes saisons et mes événements »: the year of the business, set against what happens in it."""
