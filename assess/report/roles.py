"""Which function a role belongs to, as far as its words say."""

import re
from collections.abc import Collection, Iterable, Mapping

_WORDS = {
    "executive": ("chief executive", "ceo", "managing director", "chief of staff"),
    "finance": ("cfo", "controller", "controlling"),
    "technology": ("cto", "cio", "developer", "engineer", "it"),
    "marketing": (
        "cmo",
        "crm",
        "copywriter",
        "editor",
        "brand",
        "campaign",
        "media",
        "content",
        "insight",
        "agency",
    ),
}
"""Titles and trades that do not name their function. They come first: a sales controller works in finance."""


def functions_of(roles: Iterable[str], functions: Mapping[str, str]) -> tuple[str, ...]:
    """The names of the functions that these roles belong to, each once.

    `functions`: the questionnaire's, names by id. A role that names none of them, such as legal counsel, has
    none; `CMO and CTO` has two.
    """
    each = (_function_of(part, functions) for role in roles for part in re.split(r",| and ", role))
    return tuple(dict.fromkeys(functions[one] for one in each if one))


def apart(role: str, known: Collection[str]) -> list[str]:
    """`CMO and CTO` are two roles where both also stand alone; `Head of research and development` is one.

    `known`: the roles that stand alone, in small letters.
    """
    parts = role.split(" and ")
    return parts if len(parts) > 1 and all(part.casefold() in known for part in parts) else [role]


def _function_of(role: str, functions: Mapping[str, str]) -> str | None:
    said = _spelt(role)
    trades = ((name, word) for name, words in _WORDS.items() if name in functions for word in words)
    named = ((id_, word) for id_, name in functions.items() for word in (id_, name))
    return next((name for name, word in (*trades, *named) if _spelt(word) in said), None)


def _spelt(text: str) -> str:
    """The words of a text, in small letters and one blank apart, with a blank at either end."""
    words = re.findall(r"[^\W_]+", text.casefold())
    return f" {' '.join(words)} "
