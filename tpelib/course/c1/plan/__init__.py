"""« Mon plan d'action »: dated actions that the money, the hours and the periods can hold."""
