"""« Mon public est-il sur les réseaux ? »: a survey read honestly, for one's own target."""
