"""« Mes quatre cohérences »: what Cr1 asks, judged by the learner beside what the figures say."""
