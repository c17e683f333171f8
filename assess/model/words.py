"""The client's own words in place of the questionnaire's: guest for customer, branch for shop."""

import re
from collections.abc import Mapping
from functools import cache

from assess.model.questionnaire import Questionnaire
from assess.model.texts import Name, rewritten


def in_words_of_client(questionnaire: Questionnaire, words: Mapping[str, str]) -> Questionnaire:
    """A merged questionnaire that speaks the client's words; ids stay, and so do names of levels.

    In English a word stands for its plural, too (`customer: guest` makes guests of customers), unless that
    is given itself (`customers: people`), and *a* becomes *an* where it has to.
    """
    if not words:
        return questionnaire
    is_english = questionnaire.language.casefold().startswith("en")
    known = {**_plurals(words), **_small(words)} if is_english else _small(words)

    def say(name: Name, text: str) -> str:
        return text if name[0] == "ladder" else replaced(text, known, is_english=is_english)

    return rewritten(questionnaire, say)


def replaced(text: str, words: Mapping[str, str], *, is_english: bool) -> str:
    """A text with whole words replaced, in the capitals of what was there; `words` are in small letters."""

    def say(found: re.Match[str]) -> str:
        article, gap, word = found.group("article") or "", found.group("gap") or "", found.group("word")
        said = _in_capitals_of(word, words[word.casefold()])
        if article:
            article = _in_capitals_of(article, "an" if said[:1].casefold() in "aeiou" else "a")
        return f"{article}{gap}{said}"

    return _pattern(tuple(sorted(words, key=len, reverse=True)), is_english).sub(say, text)


@cache
def _pattern(words: tuple[str, ...], is_english: bool) -> re.Pattern[str]:  # noqa: FBT001  # for the cache
    article = r"(?:\b(?P<article>an?)(?P<gap>\s+))?" if is_english else "(?P<article>)(?P<gap>)"
    return re.compile(rf"{article}\b(?P<word>{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


def _small(words: Mapping[str, str]) -> dict[str, str]:
    return {word.casefold(): said for word, said in words.items()}


def _plurals(words: Mapping[str, str]) -> dict[str, str]:
    return {_plural(word.casefold()): _plural(said) for word, said in words.items()}


def _plural(word: str) -> str:
    if word.endswith(("s", "x", "ch", "sh")):
        return f"{word}es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}s"


def _in_capitals_of(word: str, said: str) -> str:
    if word.isupper() and len(word) > 1:
        return said.upper()
    return said[:1].upper() + said[1:] if word[:1].isupper() else said
