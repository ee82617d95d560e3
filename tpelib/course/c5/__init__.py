"""C5 « Publier »: one idea, a post per network, open to everybody and within the law; captions; A/B reading."""
