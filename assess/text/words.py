"""Where some words of a text stand: a rule about wording marks the words, not the whole paragraph."""

import re

from assess.text.problems import Span, lines


def span_of_words(text: str, within: Span, words: str) -> Span | None:
    """The one place of `words` within a stretch of `text`; None where they stand nowhere or twice.

    In a folded text a blank may be a line break; such words are not found, for a mark has one line.
    """
    written = lines(text)
    sought = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    found = []
    for number in range(within.line, min(within.end_line, len(written)) + 1):
        line = written[number - 1]
        begin = within.column - 1 if number == within.line else 0
        end = within.end_column - 1 if number == within.end_line else len(line)
        found += [
            Span(number, match.start() + 1, number, match.end() + 1)
            for match in sought.finditer(line, begin, end)
        ]
    return found[0] if len(found) == 1 else None
