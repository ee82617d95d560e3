"""« Mes cibles »: to whom one speaks, where they live, how many they are, and how one knows it."""
