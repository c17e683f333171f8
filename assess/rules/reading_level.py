"""How hard a text is to read: the Flesch-Kincaid grade."""

import re
from collections.abc import Iterable
from functools import lru_cache

from assess.rules.vocabulary import WORD

_ENDS = (". ", "? ", "! ", "; ", ": ")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?<![l])e$|(?<![tdszxc])(?<!sh)(?<!ch)(?<!g)e[sd]$")


def grade(texts: Iterable[str]) -> float:
    """0.39 * words per sentence + 11.8 * syllables per word - 15.59, in years of American schooling.

    Each text ends a sentence, and so does a semicolon or colon, at which a reader pauses. Source: Kincaid,
    Fishburne, Rogers and Chissom (1975), Derivation of new readability formulas, Research Branch Report 8-75.
    """
    words, sentences, syllables = 0, 0, 0
    for text in texts:
        found = WORD.findall(text)
        words += len(found)
        syllables += sum(map(_syllables, found))
        plain = text.replace("\n", " ")
        sentences += 1 + sum(plain.count(mark) for mark in _ENDS)
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59 if words else 0.0


@lru_cache(maxsize=20_000)
def _syllables(word: str) -> int:
    """Groups of vowels, less an e at the end that is not spoken. A rough count, as the formula is."""
    plain = word.casefold()
    spoken = _SILENT.sub("", plain) if len(plain) > len("use") else plain
    return max(1, len(_VOWELS.findall(spoken)))
