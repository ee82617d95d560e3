"""« Ma boîte de réception » and « Répondre à chacun »: a dozen messages sorted, then answered to each person."""
