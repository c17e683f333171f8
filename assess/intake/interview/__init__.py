"""The interview in a terminal: asks one respondent, and keeps each answer before it asks on."""
