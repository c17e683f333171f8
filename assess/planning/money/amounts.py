"""Numbers and money as people write them: no more digits than anybody would stand for."""

from decimal import Decimal

from assess.text.numbers import CURRENCIES, MINUS, rounded

_MILLION, _THOUSAND = Decimal(1_000_000), Decimal(1_000)
_IN_MILLIONS = Decimal(900_000)
_LONG = 10_000
"""From here on money is written in thousands."""
_TENS = 10


def number(value: Decimal, places: int = 2) -> str:
    """`125,476`; below a thousand with up to `places` decimals: `62.33`, `0.87`, `9`."""
    if abs(value) >= _THOUSAND:
        return f"{rounded(value, 0):,}".replace("-", MINUS)
    text = f"{rounded(value, places):f}".replace("-", MINUS)
    return text.rstrip("0").rstrip(".") if "." in text else text


def money(value: Decimal, currency: str) -> str:
    """`€62.3`, `€9,400`, `€156k`, `€0.96m`, `€99.7m`."""
    sign, size = (MINUS if value < 0 else ""), abs(value)
    symbol = CURRENCIES.get(currency, f"{currency} ")
    if size >= _IN_MILLIONS:
        millions = size / _MILLION
        return f"{sign}{symbol}{number(millions, 2 if millions < _TENS else 1)}m"
    if size >= _LONG:
        return f"{sign}{symbol}{rounded(size / _THOUSAND, 0)}k"
    return f"{sign}{symbol}{number(size, 1)}"


def thousands(value: Decimal, currency: str) -> str:
    """For present values and forecasts of money, of which no digit below a thousand means anything: `€5k`."""
    if abs(value) >= _IN_MILLIONS:
        return money(value, currency)
    size = rounded(abs(value) / _THOUSAND, 0)
    symbol = CURRENCIES.get(currency, f"{currency} ")
    return f"{MINUS if value < 0 and size else ''}{symbol}{size}{'k' if size else ''}"


def per_cent(share: Decimal, places: int = 1) -> str:
    """A share of one as `64.2 per cent`."""
    return f"{number(share * 100, places)} per cent"
