"""« Je pilote ma campagne »: it runs day by day, from a seed; the learner looks, decides, and says why."""
