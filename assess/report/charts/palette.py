"""A restrained palette derived from one accent colour: the client's own, if it can be read on white paper.

Contrast is that of WCAG 2.2 (relative luminance, 4.5:1 for text). Five tints stand for five levels; they
grow darker evenly, so that a greyscale print and a colour-blind reader see the same order, and each carries
its own ink.
"""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass

READABLE = 4.5
DEFAULT_ACCENT = "#0b5d57"
INK = "#17212b"
MUTED = "#54606c"
RULE = "#d3d8dc"
PAPER = "#ffffff"
WASH = "#f3f5f5"

_NEARLY_BLACK = 0.04045  # where the curve of sRGB becomes a straight line
_GREYISH = 0.2  # of saturation
_ALIKE = 0.12  # of the colour circle
_RUST = "#a3480f"
_BLUE = "#1f4e8c"
_TINT_LUMINANCES = (0.86, 0.64, 0.44, 0.275)  # the fifth tint is the accent itself


@dataclass(frozen=True)
class Palette:
    """Colours as "#rrggbb": the accent, five tints for levels 1 to 5, and the ink to write on each.

    `second` marks what is wanted or asks for attention; it is always paired with another shape, never alone.
    `warning` is a sentence for the person who chose an accent that could not be used as it is, else None.
    """

    accent: str
    second: str
    tints: tuple[str, str, str, str, str]
    inks: tuple[str, str, str, str, str]
    warning: str | None = None
    ink: str = INK
    muted: str = MUTED
    rule: str = RULE
    paper: str = PAPER
    wash: str = WASH

    def tint(self, share: float) -> str:
        """The accent thinned with white: 0 is white, 1 the accent."""
        return mix(self.accent, PAPER, share)


def palette(accent: str | None = None) -> Palette:
    """The palette of an accent; one too pale is darkened, one that is no colour replaced, with a warning."""
    wanted = DEFAULT_ACCENT if accent is None else accent.strip().lower()
    warning = None
    if not re.fullmatch(r"#[0-9a-f]{6}", wanted):
        warning = f"The accent {accent!r} is not a colour such as {DEFAULT_ACCENT!r}; the default is used."
        wanted = DEFAULT_ACCENT
    used = _darkened(wanted)
    if used != wanted:
        warning = (
            f"The accent {wanted} has a contrast of only {contrast(wanted, PAPER):.1f}:1 on white "
            f"(text needs {READABLE}:1); {used} is used."
        )
    one, two, three, four = (_thinned(used, luminance_) for luminance_ in _TINT_LUMINANCES)
    tints = (one, two, three, four, used)
    i1, i2, i3, i4, i5 = (ink_on(tint) for tint in tints)
    return Palette(used, _second(used), tints, (i1, i2, i3, i4, i5), warning)


def luminance(colour: str) -> float:
    """Relative luminance, 0 for black to 1 for white (WCAG 2.2)."""
    red, green, blue = (
        part / 12.92 if part <= _NEARLY_BLACK else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """`share` of the one colour and the rest of the other, part by part."""
    parts = (a * share + b * (1 - share) for a, b in zip(_parts(one), _parts(other), strict=True))
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def ink_on(colour: str) -> str:
    """White or the dark ink, whichever reads better on the colour."""
    return max((PAPER, INK), key=lambda ink: contrast(ink, colour))


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _darkened(colour: str) -> str:
    share = 100
    while contrast(mix(colour, "#000000", share / 100), PAPER) < READABLE:
        share -= 1
    return mix(colour, "#000000", share / 100)


def _thinned(colour: str, wanted: float) -> str:
    """The lightest mixture with white that is as dark as wanted, found in steps of half a per cent."""
    share = 0.0
    while share < 1 and luminance(mix(colour, PAPER, share)) > wanted:
        share += 0.005
    return mix(colour, PAPER, min(share, 1))


def _second(accent: str) -> str:
    """Rust, unless the accent itself is of that hue or grey: then blue."""
    hue, _, saturation = colorsys.rgb_to_hls(*_parts(accent))
    rust, _, _ = colorsys.rgb_to_hls(*_parts(_RUST))
    distance = min(abs(hue - rust), 1 - abs(hue - rust))
    return _BLUE if saturation > _GREYISH and distance < _ALIKE else _RUST
