"""« Les sous-titres de ma vidéo »: read from a file or typed, checked, corrected, written out."""
