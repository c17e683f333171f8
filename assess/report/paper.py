"""The report's page without what only a screen needs, because each element costs a PDF time.

Nothing that a reader of the PDF would see or hear changes: charts for phones go, the other charts become
pictures with the same words, numbers lose the marks that tests read, and tables the roles that phones need.
"""

from __future__ import annotations

import html as entities
import re
from base64 import b64encode
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_FOR_PHONES = re.compile(r'<div class="drawing drawing-narrow"><svg.*?</svg></div>', re.DOTALL)
_DRAWING = re.compile(
    r"<svg[^>]*>\s*<title[^>]*>(?P<title>.*?)</title>\s*<desc[^>]*>(?P<words>.*?)</desc>.*?</svg>", re.DOTALL
)
_MARKED = re.compile(r'<span class="number" data-field="[^"]*">([\d.,%€\u00a0]*)</span>')
_ONLY_SCREEN = re.compile(
    r' (?:role="(?:table|rowgroup|row|columnheader|rowheader|cell)"|data-label="[^"]*")'
)


def for_paper(html: str, resources: Mapping[str, bytes]) -> tuple[str, dict[str, bytes]]:
    """The page, and everything that it asks for by name: the resources and its charts."""
    drawings: dict[str, bytes] = {}

    def as_picture(found: re.Match[str]) -> str:
        name = f"drawing-{len(drawings) + 1}.svg"
        drawings[name] = found[0].encode()
        title = entities.unescape(found["title"]).rstrip(".")
        said = entities.escape(f"{title}. {entities.unescape(found['words'])}")
        return f'<img src="{name}" alt="{said}">'

    html = _DRAWING.sub(as_picture, _FOR_PHONES.sub("", html))
    html = _ONLY_SCREEN.sub("", _MARKED.sub(r"\1", html))
    return _fonts_by_name(html, resources), {**resources, **drawings}


def _fonts_by_name(html: str, resources: Mapping[str, bytes]) -> str:
    """Fonts written into the page are asked for by name instead: half a megabyte less to parse."""
    for name, content in resources.items():
        if name.endswith(".woff2"):
            html = html.replace(f"data:font/woff2;base64,{b64encode(content).decode()}", name)
    return html
