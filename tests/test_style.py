"""The style sheet: one text that needs nothing beside it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assess.report.charts import palette
from assess.report.charts.palette import contrast
from assess.report.style import FACES, SHEETS, stylesheet

TEMPLATES = Path(__file__).parents[1] / "report_templates"
FILES = {
    path.relative_to(TEMPLATES).as_posix(): path.read_bytes()
    for path in TEMPLATES.rglob("*")
    if path.is_file()
}


def test_it_asks_for_no_other_file() -> None:
    addresses = re.findall(r"url\(([^)]{0,20})", stylesheet(FILES, palette()))
    assert addresses == ["data:font/woff2;base"] * len(FACES)
    assert "@import" not in stylesheet(FILES, palette())


def test_it_stays_small_enough_to_be_sent() -> None:
    assert len(stylesheet(FILES, palette())) < 700_000


def test_every_colour_that_the_sheets_name_is_given() -> None:
    sheet = stylesheet(FILES, palette())
    named = set(re.findall(r"var\(--([\w-]+)\)", sheet))
    given = set(re.findall(r"--([\w-]+):", sheet))
    assert named <= given


def test_the_clients_accent_is_used() -> None:
    assert "--accent:#7a1f5c;" in stylesheet(FILES, palette("#7a1f5c"))


@pytest.mark.parametrize("ground", ["paper", "wash"])
@pytest.mark.parametrize("text", ["ink", "muted", "accent", "second"])
def test_text_can_be_read_on_both_grounds(text: str, ground: str) -> None:
    colours = palette()
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= 4.5


def test_a_font_that_is_missing_is_named() -> None:
    with pytest.raises(KeyError, match=r"fonts/Inter-Regular\.woff2"):
        stylesheet({name: FILES[name] for name in SHEETS}, palette())


def test_the_licences_of_the_fonts_lie_beside_them() -> None:
    licences = [content for name, content in FILES.items() if "LICENSE" in name]
    assert len(licences) == 2
    assert all(b"SIL OPEN FONT LICENSE" in text.upper() for text in licences)
