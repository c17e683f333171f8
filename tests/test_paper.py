"""The page for paper: without what only a screen needs, with everything that a reader sees or hears."""

from base64 import b64encode

from assess.report.paper import for_paper

CHART = '<svg id="gaps"><title>Gaps &amp; ways</title><desc id="d">From 2 to 3.</desc><path d="M0 0"/></svg>'


def test_a_chart_becomes_a_picture_that_says_the_same() -> None:
    html, resources = for_paper(f'<div class="drawing">{CHART}</div>', {"logo.png": b"PNG"})
    assert html == '<div class="drawing"><img src="drawing-1.svg" alt="Gaps &amp; ways. From 2 to 3."></div>'
    assert resources == {"logo.png": b"PNG", "drawing-1.svg": CHART.encode()}


def test_the_chart_for_phones_goes() -> None:
    html, resources = for_paper(f'<p>A</p><div class="drawing drawing-narrow">{CHART}</div><p>B</p>', {})
    assert (html, resources) == ("<p>A</p><p>B</p>", {})


def test_a_picture_of_another_kind_stays_as_it_is() -> None:
    html = "<svg><title>A mark</title></svg><p>" + CHART.replace("<desc", "<note").replace("desc>", "note>")
    assert for_paper(html, {}) == (html, {})


def test_a_number_loses_its_mark_and_words_keep_theirs() -> None:
    marked = '<span class="number" data-field="{}">{}</span>'
    html = marked.format("F1.score", "2.5") + marked.format("own", "increase it")
    assert for_paper(html, {})[0] == "2.5" + marked.format("own", "increase it")


def test_a_cell_loses_what_phones_need() -> None:
    cell = '<td role="cell" data-label="Why &amp; how" class="numeric">1</td><ul role="list"></ul>'
    assert for_paper(cell, {})[0] == '<td class="numeric">1</td><ul role="list"></ul>'


def test_a_font_is_asked_for_by_name() -> None:
    sheet = f"src:url(data:font/woff2;base64,{b64encode(b'font').decode()})"
    assert for_paper(sheet, {"fonts/a.woff2": b"font"})[0] == "src:url(fonts/a.woff2)"
