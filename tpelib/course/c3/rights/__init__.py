"""« Mes droits »: who made each image, who agreed, which music, and what the page does with people's data."""
