"""« Lire 500 publications »: what made people act in 2014, and what such figures cannot say."""
