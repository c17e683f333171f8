"""Numbers as people write them."""

from decimal import Decimal

MINUS = "−"
CURRENCIES = {"EUR": "€", "GBP": "£", "USD": "$"}
"""Currencies with a sign of their own; others are written by their code."""


def plain(number: Decimal | int) -> str:
    """2 and not 2.0 or 2E+0."""
    return format(Decimal(number).normalize(), "f")
