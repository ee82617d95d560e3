"""C3 « Créer ma page »: one name, one look, a page that is whole and open to everybody."""
