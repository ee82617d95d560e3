"""« Deux versions, laquelle garder ? »: what an A/B test allows one to say, and what it does not."""
