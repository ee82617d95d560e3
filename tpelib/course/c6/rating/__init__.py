"""« Ce que vaut ma note »: stars counted, a mean put in its place, delays measured, and how one asks for reviews."""
