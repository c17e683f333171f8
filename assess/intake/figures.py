"""Numbers as people type them: `3,5`, `1 250`, `1.250,75`, `34 %`."""

import re
from decimal import Decimal

_SPACES = re.compile(r"(?<=[0-9])['’ \u00a0\u2009\u202f](?=[0-9]{3}(?![0-9]))")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?(?:E[+-]?[0-9]{1,3})?")
_THOUSANDS = r"[+-]?[1-9][0-9]{0,2}(?:S[0-9]{3})+"
_EITHER = re.compile(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}")
"""A thousand and more for one reader, one and a bit for the other."""
_LONGEST = 400


def number_in(text: str, unit: str = "") -> Decimal | None:
    """The number that a text means, its unit left out; None where it is none, or could be two."""
    plain = text.strip().replace("\N{MINUS SIGN}", "-")
    if len(plain) > _LONGEST + len(unit):
        return None
    for ending in (unit, "%"):
        if ending and plain.casefold().endswith(ending.casefold()):
            plain = plain[: -len(ending)].rstrip()
            break
    plain = _SPACES.sub("", plain)
    if _EITHER.fullmatch(plain):
        return None
    for separator, point in ((",", "."), (".", ",")):
        grouped = _THOUSANDS.replace("S", re.escape(separator))
        if re.fullmatch(rf"{grouped}(?:{re.escape(point)}[0-9]+)?", plain):
            plain = plain.replace(separator, "")
            break
    plain = plain.replace(",", ".")
    return Decimal(plain) if _NUMBER.fullmatch(plain) else None


def could_be_two(text: str, unit: str = "") -> bool:
    """Whether a separator may stand for thousands or for decimals, as in `1,250`."""
    plain = text.strip().casefold().removesuffix(unit.casefold()).removesuffix("%").strip()
    return _EITHER.fullmatch(plain) is not None
