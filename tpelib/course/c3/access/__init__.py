"""« Venir et me joindre »: the access plan, and means of contact for everybody."""
