"""« Mes choix »: the learner's month against the best one the same means allow."""
