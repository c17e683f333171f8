"""Ground floor: text in, plain data with positions and problems out. Knows no document kind."""
