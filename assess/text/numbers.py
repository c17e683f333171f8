"""Numbers as people write them."""

from decimal import ROUND_HALF_UP, Decimal

MINUS = "−"
CURRENCIES = {"EUR": "€", "GBP": "£", "USD": "$"}
"""Currencies with a sign of their own; others are written by their code."""


def plain(number: Decimal | int) -> str:
    """2 and not 2.0 or 2E+0."""
    return format(Decimal(number).normalize(), "f")


def rounded(number: Decimal, places: int = 0) -> Decimal:
    """Half up, as everybody learnt it."""
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
