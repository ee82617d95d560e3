"""« Mes périodes »: the seasons of the business, read in its turnover, and when to speak."""
