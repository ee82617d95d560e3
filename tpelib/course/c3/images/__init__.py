"""« Mes images »: a logo and photos that each network accepts, cut where one wants, described, without a position."""
