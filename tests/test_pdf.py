"""The PDF: accepted by archives and screen readers, the same every time, deaf to everything from outside."""

from __future__ import annotations

import builtins
import ctypes
import datetime as dt
import os
from pathlib import Path
from typing import Any

import page as checker
import pydyf  # type: ignore[import-untyped]
import pypdfium2
import pytest

from assess.report.charts import Gap, GapBars, Scale, draw, palette
from assess.report.pdf import Attached, PangoMissing, Pdf, render
from assess.report.style import FACES, stylesheet
from assess.report.tagging import keep_last_bytes

TEMPLATES = Path(__file__).parents[1] / "report_templates"
FILES = {
    path.relative_to(TEMPLATES).as_posix(): path.read_bytes()
    for path in TEMPLATES.rglob("*")
    if path.is_file()
}
FONTS = {face.file: FILES[face.file] for face in FACES}
DAY = dt.date(2026, 10, 5)
COLOURS = palette()
LADDER = Scale(("Holding course", "Taking bearings", "Turning", "On the new heading", "Customer-led"))
CHART = draw(GapBars("gaps", "One gap", "From 2 to 3.", LADDER, (Gap("Value", 2, 3, "2.0 → 3"),)), COLOURS)
BODY = f"""
<header class="cover"><p class="client">Kestrel &amp; Rowe</p><h1>Report</h1></header>
<nav class="contents" aria-labelledby="c"><h2 id="c" class="label">Contents</h2>
<ol><li><a href="#one">One</a><span class="page" data-to="#one"></span></li></ol></nav>
<main><section class="chapter" id="one"><h2>One</h2>
<p>Score <span class="number" data-field="overall.score">2.3</span>, up by a half: “± 0.4 → 2.7”.</p>
<figure class="figure"><figcaption>A chart</figcaption><div class="drawing">{CHART}</div></figure>
<table><caption>Scores</caption><thead><tr><th scope="col">Review</th><th scope="col">Score</th></tr></thead>
<tbody><tr><th scope="row">Financial</th><td>2.5</td></tr></tbody></table>
<table class="definitions"><tbody>
<tr><th scope="row">Test</th><td>Households, split at random.</td></tr></tbody></table>
</section><section class="chapter" id="two"><h2>Two</h2><p>The end.</p></section></main>
"""


def document(body: str = BODY, css: str | None = None) -> str:
    sheet = stylesheet(FILES, COLOURS) if css is None else css
    head = f"<head><title>Report</title><style>{sheet}</style></head>"
    return f'<!DOCTYPE html><html lang="en-GB">{head}<body>{body}</body></html>'


def made(html: str, **more: Any) -> Pdf:
    return render(html, resources=FONTS, title="Report", author="Kestrel & Rowe", day=DAY, **more)


@pytest.fixture(scope="module")
def pdf() -> Pdf:
    return made(document(), attached=(Attached("scorecard.json", b'{"score": 2.3}', "The scorecard"),))


@pytest.mark.pdf
@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_it_passes_the_rules_of_archives_and_of_screen_readers(pdf: Pdf, profile: str) -> None:
    # Two false positives of the checker (METADATA-FILTER, STREAM-LENGTH) do not arise: metadata is written
    # uncompressed, and so is a stream whose last byte is a return. The file's own two index streams cannot be
    # mended so; if STREAM-LENGTH ever comes back (one file in about a hundred), it is theirs, and harmless.
    report = checker.validate_pdf_bytes(pdf.content, profile=profile)
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert report.is_compliant


@pytest.mark.pdf
def test_the_same_report_gives_the_same_bytes(pdf: Pdf) -> None:
    again = made(document(), attached=(Attached("scorecard.json", b'{"score": 2.3}', "The scorecard"),))
    assert again.content == pdf.content


@pytest.mark.pdf
@pytest.mark.parametrize("before", [None, "12345"])
def test_the_clock_for_fonts_is_put_back(before: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    if before:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", before)
    made(document("<main><p>Short.</p></main>", ""))
    assert os.environ.get("SOURCE_DATE_EPOCH") == before


@pytest.mark.pdf
def test_its_words_can_be_copied_out(pdf: Pdf) -> None:
    second = pypdfium2.PdfDocument(pdf.content)[1].get_textpage().get_text_range()
    for words in (
        "Score 2.3, up by a half: “± 0.4 → 2.7”.",
        "2.0 → 3",
        "Financial",
        "Households, split at random.",
    ):
        assert words in second


@pytest.mark.pdf
def test_it_knows_its_pages_places_title_and_date(pdf: Pdf) -> None:
    opened = pypdfium2.PdfDocument(pdf.content)
    about = opened.get_metadata_dict()
    assert (pdf.pages, pdf.places["one"], pdf.places["two"]) == (3, 2, 3)
    assert (about["Title"], about["Author"]) == ("Report", "Kestrel & Rowe")
    assert about["CreationDate"].startswith("D:20261005")
    assert [mark.get_title() for mark in opened.get_toc()] == ["One", "Two"]


@pytest.mark.pdf
def test_a_drawing_is_read_out_with_its_description(pdf: Pdf) -> None:
    opened = pypdfium2.PdfDocument(pdf.content)
    sheet = opened[1]  # kept: the tree goes when its page does
    tree = pypdfium2.raw.FPDF_StructTree_GetForPage(sheet.raw)
    found: list[str] = []

    def walk(element: Any) -> None:
        size = pypdfium2.raw.FPDF_StructElement_GetAltText(element, None, 0)
        buffer = ctypes.create_string_buffer(size)
        pypdfium2.raw.FPDF_StructElement_GetAltText(element, buffer, size)
        if size > 2:
            found.append(buffer.raw[:-2].decode("utf-16-le"))
        for at in range(pypdfium2.raw.FPDF_StructElement_CountChildren(element)):
            child = pypdfium2.raw.FPDF_StructElement_GetChildAtIndex(element, at)
            if child:
                walk(child)

    for at in range(pypdfium2.raw.FPDF_StructTree_CountChildren(tree)):
        walk(pypdfium2.raw.FPDF_StructTree_GetChildAtIndex(tree, at))
    assert found == ["One gap. From 2 to 3."]


def test_no_compressed_stream_ends_in_a_return() -> None:
    ending = pydyf.Stream([b"10999"], compress=True)  # its check sum is a return
    assert ending.data.endswith(b"\r\nendstream")
    pdf = pydyf.PDF()
    pdf.add_object(ending)
    keep_last_bytes(pdf)
    assert not ending.data.endswith(b"\r\nendstream")


@pytest.mark.pdf
@pytest.mark.parametrize(
    ("html", "asked"),
    [
        ('<img alt="x" src="http://example.org/x.png">', "http://example.org/x.png"),
        ('<img alt="x" src="https://example.org/x.png">', "https://example.org/x.png"),
        ('<img alt="x" src="file:///etc/passwd">', "file:///etc/passwd"),
        ('<img alt="x" src="FILE:///etc/passwd">', "FILE:///etc/passwd"),
        ('<img alt="x" src="/etc/passwd">', "/etc/passwd"),
        ('<img alt="x" src="../../etc/passwd">', "../../etc/passwd"),
        ('<img alt="x" src="ftp://example.org/x">', "ftp://example.org/x"),
        ('<base href="file:///etc/"><img alt="x" src="passwd">', "file:///etc/passwd"),
        ('<object data="file:///etc/passwd"></object>', "file:///etc/passwd"),
        ('<embed src="file:///etc/passwd">', "file:///etc/passwd"),
        ('<link rel="stylesheet" href="file:///etc/passwd">', "file:///etc/passwd"),
        ('<a rel="attachment" href="file:///etc/passwd">x</a>', "file:///etc/passwd"),
        ('<style>@import "file:///etc/passwd";</style>', "file:///etc/passwd"),
        (
            "<style>@font-face{font-family:x;src:url(file:///etc/passwd)} p{font-family:x}</style>",
            "file:///etc/passwd",
        ),
        ('<p style="background:url(file:///etc/passwd)">x</p>', "file:///etc/passwd"),
        ('<p style="list-style-image:url(file:///etc/passwd);display:list-item">x</p>', "file:///etc/passwd"),
        ("<style>p::before{content:url(file:///etc/passwd)}</style>", "file:///etc/passwd"),
        (
            '<svg xmlns="http://www.w3.org/2000/svg"><title>x</title><image href="file:///etc/passwd"/></svg>',
            "file:///etc/passwd",
        ),
        ('<img alt="x" src="data:image/png;base64,aGVsbG8=">', "data:image/png;base64,aGVsbG8="),
        ('<img alt="x" src="data:image/svg+xml,%3Csvg/%3E">', "data:image/svg+xml,%3Csvg/%3E"),
        ('<img alt="x" src="data:broken">', "data:broken"),
    ],
)
def test_what_was_not_given_is_refused_and_reported(html: str, asked: str) -> None:
    result = made(document(f"<main><p>Before.</p>{html}<p>After.</p></main>", ""))
    assert result.refused == (asked,)
    words = pypdfium2.PdfDocument(result.content)[0].get_textpage().get_text_range()
    assert "root:" not in words
    assert "After." in words


@pytest.mark.pdf
@pytest.mark.parametrize(
    "html",
    [
        '<link rel="attachment" href="file:///etc/passwd">',
        '<svg xmlns="http://www.w3.org/2000/svg"><title>x</title><use href="file:///etc/passwd#x"/></svg>',
        '<iframe src="file:///etc/passwd"></iframe>',
        '<script src="file:///etc/passwd"></script>',
    ],
)
def test_what_is_not_even_asked_for_is_not_in_the_file(html: str) -> None:
    result = made(document(f"<main>{html}<p>After.</p></main>", ""))
    assert result.refused == ()
    assert pypdfium2.PdfDocument(result.content).count_attachments() == 0


@pytest.mark.pdf
def test_a_picture_that_was_given_is_shown() -> None:
    picture = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    )
    html = document(
        '<main><p><img src="logo.svg" alt="Logo"> <img src="img/logo.svg" alt="Logo"></p></main>', ""
    )
    result = render(html, resources={"logo.svg": picture}, title="Report", author="A", day=DAY)
    assert result.refused == ("img/logo.svg",)


@pytest.mark.pdf
def test_the_bundled_style_asks_for_nothing_from_outside(pdf: Pdf) -> None:
    assert pdf.refused == ()


def test_without_pango_the_reader_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def importing(name: str, *rest: Any, **more: Any) -> Any:
        if name == "weasyprint":
            raise OSError("cannot load library 'libgobject-2.0-0'")
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", importing)
    with pytest.raises(PangoMissing, match="apt-get install libpango") as caught:
        made(document())
    assert caught.value.reason == "cannot load library 'libgobject-2.0-0'"
