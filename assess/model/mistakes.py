"""What people most likely meant by a key that no record knows."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from assess.text.problems import clearly_meant, did_you_mean, nearest


def meant_by_key(name: str, beside: Any, known: Sequence[str]) -> str:
    """How to repair the unknown key `name`; `beside` are all the keys and values that it stands among."""
    if name.partition(":")[0] in known:
        return "Put a blank behind the colon."
    torn = isinstance(beside, dict) and beside.get(name) is None and nearest(name, known) is None
    return (torn and _torn_apart(name, beside, known)) or did_you_mean(
        name, known, f"Known here: {', '.join(known)}." if known else ""
    )


def repaired_key(name: str, beside: Any, known: Sequence[str]) -> str | None:
    """What to write for the unknown key `name`, where one thing only can have been meant."""
    if not isinstance(beside, dict):
        return None
    before, _, value = name.partition(":")
    if value.strip() and before in known and before not in beside and beside.get(name) is None:
        return f"{before}: {value.strip()}"
    meant = clearly_meant(name, known)
    return None if meant in beside else meant


def _torn_apart(name: str, beside: dict[str, Any], known: Sequence[str]) -> str:
    """In `{value: 3, note: Yes, we did}` YAML ends the note at its comma and takes the rest for a key."""
    for before, after in pairwise(beside):
        value = beside[before]
        if after != name or before not in known:
            continue
        if isinstance(value, int | Decimal) and not isinstance(value, bool) and name.isdecimal():
            return f"Write a point in a number: `{before}: {value}.{name}`."
        if isinstance(value, str):
            return f'A text with a comma needs quotes: `{before}: "{value}, {name}"`.'
    return ""
