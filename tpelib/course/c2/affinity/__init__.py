"""« Affinité, pénétration, couverture »: three ratios that say whether a network suits a target."""
