"""« Récrire trois publications »: what is wrong with a faulty post, then the post written again."""
