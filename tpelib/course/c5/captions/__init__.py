"""« Réparer des sous-titres »: what hinders each caption of a faulty example, and the example mended."""
