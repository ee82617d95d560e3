"""« Choisir un influenceur »: profiles read, marked by an open rule, put to the test; signs, contract, budget."""
