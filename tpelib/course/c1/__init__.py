"""C1 « Définir ma stratégie »: from the business as it is to an action plan its means can hold."""
