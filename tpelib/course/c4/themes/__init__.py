"""« Mes thèmes »: the content pillars, what each is for, and the share it should have."""
