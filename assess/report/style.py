"""The report's style sheet as one text: fonts, colours from the palette, then the bundled files.

The files arrive as bytes by name (`css/text.css`, `fonts/Inter-Regular.woff2`), because reading them is
another floor's work. The HTML stays a single file that needs no network, and the PDF is made from that same
HTML.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assess.report.charts import Palette


@dataclass(frozen=True, slots=True)
class Face:
    """One weight of a font, shipped whole: a font split by alphabets garbles a PDF."""

    family: str
    weight: int
    style: str
    file: str


FACES = (
    Face("Inter", 400, "normal", "fonts/Inter-Regular.woff2"),
    Face("Inter", 600, "normal", "fonts/Inter-SemiBold.woff2"),
    Face("Source Serif 4 Display", 600, "normal", "fonts/SourceSerif4Display-Semibold.otf.woff2"),
    Face("Source Serif 4 Subhead", 400, "italic", "fonts/SourceSerif4Subhead-It.otf.woff2"),
)

SHEETS = ("css/text.css", "css/components.css", "css/screen.css", "css/print.css")


def stylesheet(files: Mapping[str, bytes], colours: Palette) -> str:
    """The whole style sheet; a missing file is a KeyError with its name."""
    faces = (_face(face, files[face.file]) for face in FACES)
    sheets = (files[name].decode() for name in SHEETS)
    return "\n".join((*faces, _variables(colours), *sheets))


def _face(face: Face, content: bytes) -> str:
    source = f"url(data:font/woff2;base64,{b64encode(content).decode()})"
    return (
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};font-style:{face.style};'
        f'font-display:swap;src:{source} format("woff2")}}'
    )


def _variables(colours: Palette) -> str:
    named = {
        "accent": colours.accent,
        "second": colours.second,
        "ink": colours.ink,
        "muted": colours.muted,
        "rule": colours.rule,
        "paper": colours.paper,
        "wash": colours.wash,
    }
    for at, (tint, ink) in enumerate(zip(colours.tints, colours.inks, strict=True), 1):
        named |= {f"tint-{at}": tint, f"tint-{at}-ink": ink}
    return ":root{" + "".join(f"--{name}:{value};" for name, value in named.items()) + "}"
