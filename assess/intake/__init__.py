"""How answers arrive: for now, in files to fill in with an editor."""
