"""« Ma campagne »: an ad campaign set up on its three levels, aligned with the project, reviewed and previewed."""
