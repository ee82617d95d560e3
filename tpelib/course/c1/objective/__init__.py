"""« Mon objectif »: one aim, the indicator that tells it, and a value the means can reach."""
