"""What a pilot can show, what it showed, and what follows: sizes, looks, readings."""
