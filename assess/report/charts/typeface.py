"""How wide a text will be, known without opening a font: labels of charts must never collide.

The tables hold the advance widths of Inter 4.1, the face that the report embeds, in thousandths of an em
and rounded up to the next twenty: a measured text is never narrower than the drawn one. An accented letter
is as wide as its base letter. A test compares the tables with the bundled fonts.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import chain
from typing import Literal

Weight = Literal[400, 600]

_REGULAR = {
    260: "ijlıł",
    280: "I‘’",
    300: " \u00a0\u2009\u202f!',.:·¡",
    320: ";",
    340: "`t|",
    380: "()/[\\]fr",
    420: "1",
    440: "{}„",
    460: "-_“”°²³",
    480: '"^',
    500: "–†",
    520: "*?¿",
    540: "s",
    560: "kxz¥",
    580: "7JLacvy•§",
    600: "5FehnouøħðŁ«»",
    620: "238Ebdgpqßđþ£™",
    640: "#069PZÞ",
    660: "$&4BRST",
    680: "+<=>KY~≥≤×±−€≈≠®",
    700: "AVX",
    740: "CD",
    760: "GHNU",
    780: "OQØ",
    820: "w¼",
    840: "↑↓",
    860: "½",
    880: "m…",
    900: "¾",
    920: "Mæ©○●□■▶",
    960: "→←",
    980: "@",
    1000: "%WœÆ—",
    1020: "Œ△▲▼",
    1060: "◆◇",
    1340: "‰",
}
_SEMIBOLD = {
    260: " \u00a0\u2009\u202f",
    280: "Iijlıł",
    300: "‘’",
    320: ",.:·",
    340: "!';¡",
    360: "`t|",
    380: "()/[\\]",
    400: "fr",
    440: "1",
    460: "{}°²",
    480: "-_„³",
    500: "^–",
    520: "“”•",
    540: '"*',
    560: "?s†¿",
    580: "7JLakxz¥§",
    600: "Fcevyð",
    620: "5EhnouøħŁ",
    640: "2369bdgpqđþ£™«»",
    660: "#$08BPRSZßÞ",
    680: "&+4<=>T~≥≤×±−€≈≠®",
    720: "KXY",
    740: "ACDUV",
    760: "GHN",
    780: "OQØ",
    840: "w¼",
    880: "½",
    900: "↑↓",
    920: "mæ¾©○●□■",
    940: "M",
    960: "…→←▶",
    1000: "@œ—",
    1020: "%ÆŒ",
    1040: "W△▲▼",
    1060: "◆◇",
    1380: "‰",
}

_WIDTHS: dict[int, dict[str, int]] = {
    weight: dict(
        chain.from_iterable(((letter, width) for letter in letters) for width, letters in table.items())
    )
    for weight, table in ((400, _REGULAR), (600, _SEMIBOLD))
}

_SPACES = re.compile(r"[ \t\r\n]+")  # not the fixed space, which keeps "58 %" together
_UNKNOWN = 1000  # a letter outside the tables counts as wide as a Chinese one


def text_width(text: str, size: float, weight: Weight = 400) -> float:
    """Width of one line in the unit of `size`, at least as wide as it will be drawn."""
    widths = _WIDTHS[weight]
    letters = (letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    return sum(widths.get(letter, _UNKNOWN) for letter in letters) * size / 1000


def wrap(text: str, width: float, size: float, weight: Weight = 400, *, most: int = 3) -> tuple[str, ...]:
    """At most `most` lines no wider than `width`; a long word is cut, a long text ends in an ellipsis."""
    lines: list[str] = []
    line = ""
    for word in chain.from_iterable(_fit(word, width, size, weight) for word in _SPACES.split(text.strip())):
        longer = f"{line} {word}" if line else word
        if line and text_width(longer, size, weight) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    lines.append(line)
    if len(lines) <= most:
        return tuple(lines)
    return (*lines[: most - 1], shorten(" ".join(lines[most - 1 :]), width, size, weight))


def shorten(text: str, width: float, size: float, weight: Weight = 400) -> str:
    """The text, or as much of it as fits before an ellipsis."""
    if text_width(text, size, weight) <= width:
        return text
    kept = text
    while kept and text_width(kept.rstrip() + "…", size, weight) > width:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def _fit(word: str, width: float, size: float, weight: Weight) -> list[str]:
    """The word; if it is too long its parts, cut behind hyphens before anywhere else."""
    if text_width(word, size, weight) <= width:
        return [word]
    head, hyphen, tail = word.partition("-")
    if tail and text_width(head + hyphen, size, weight) <= width:
        return [head + hyphen, *_fit(tail, width, size, weight)]
    pieces = [""]
    for letter in word:
        if pieces[-1] and text_width(pieces[-1] + letter, size, weight) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces
