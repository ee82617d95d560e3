"""« Mes souhaits »: cadences, closed days, and what the hours allow, for the calendar to be built on."""
