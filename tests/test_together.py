"""What stays on one page: headings with what they head."""

from assess.report.blocks import Bullets, Definitions, Heading, Paragraph
from assess.report.together import Passage, passages

HEAD = Heading("F1 Customer resources", "F1", depth=3)
TEXT = Paragraph(("Score 2.5.",))
SHORT = Definitions((("Today", ("A team.",)), ("In the way", ("A rule.",))))
LONG = Definitions((("Term", ("Words.",)),) * 6)
LIST = Bullets((("One.",), ("Two.",)))


def test_a_heading_its_text_and_a_few_definitions_stay_together() -> None:
    assert passages((HEAD, TEXT, SHORT, LIST)) == (Passage((HEAD, TEXT, SHORT), "whole"), Passage((LIST,)))


def test_a_heading_and_its_text_stay_with_the_beginning_of_what_follows() -> None:
    assert passages((HEAD, TEXT, LONG)) == (Passage((HEAD, TEXT), "opening"), Passage((LONG,)))
    assert passages((HEAD, LIST)) == (Passage((HEAD,), "opening"), Passage((LIST,)))


def test_a_heading_takes_two_paragraphs_and_no_more() -> None:
    assert passages((HEAD, TEXT, TEXT, TEXT))[0] == Passage((HEAD, TEXT, TEXT), "opening")


def test_the_next_heading_begins_anew_unless_nothing_stands_between() -> None:
    assert passages((HEAD, TEXT, HEAD, TEXT)) == (
        Passage((HEAD, TEXT), "whole"),
        Passage((HEAD, TEXT), "whole"),
    )
    assert passages((HEAD, HEAD, LIST))[0] == Passage((HEAD, HEAD), "opening")


def test_a_heading_may_open_a_page() -> None:
    opening = Heading("Customer intimacy", "intimacy", opens_page=True)
    assert passages((HEAD, opening, TEXT)) == (
        Passage((HEAD,), "whole"),
        Passage((opening, TEXT), "whole", opens_page=True),
    )
    assert passages(()) == ()
