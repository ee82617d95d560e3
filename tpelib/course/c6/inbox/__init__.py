"""« Ma boîte de réception »: a dozen messages, sorted."""
