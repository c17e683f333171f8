"""The client's own words in place of the questionnaire's: guest for customer, branch for shop."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from assess.model.questionnaire import Questionnaire
from assess.model.texts import Name, rewritten


def in_words_of_client(questionnaire: Questionnaire, words: Mapping[str, str]) -> Questionnaire:
    """A merged questionnaire that speaks the client's words; ids stay, and so do names of levels."""
    if not words:
        return questionnaire
    substitution = Substitution.of(words, questionnaire.language)

    def say(name: Name, text: str) -> str:
        return text if name[0] == "ladder" else substitution.said(text)

    return rewritten(questionnaire, say)


@dataclass(frozen=True)
class Substitution:
    """Whole words, by small letters, and what is said for them."""

    words: Mapping[str, str]
    is_english: bool

    @classmethod
    def of(cls, words: Mapping[str, str], language: str) -> Self:
        """The client's words for those of a text in this language.

        In English a word stands for its plural, too (`customer: guest` makes guests of customers), unless
        that is given itself (`customers: people`), and *a* becomes *an* where it has to.
        """
        is_english = language.casefold().startswith("en")
        known = {**_plurals(words), **_small(words)} if is_english else _small(words)
        return cls(known, is_english)

    def touches(self, text: str) -> bool:
        """Whether anything in a text would change."""
        return self._pattern.search(text) is not None

    def said(self, text: str) -> str:
        """A text with the words replaced, in the capitals of what was there."""
        return self._pattern.sub(self._say, text)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        article = r"(?:\b(?P<article>an?)(?P<gap>\s+))?" if self.is_english else "(?P<article>)(?P<gap>)"
        words = "|".join(map(re.escape, sorted(self.words, key=len, reverse=True)))
        return re.compile(rf"{article}\b(?P<word>{words})\b", re.IGNORECASE)

    def _say(self, found: re.Match[str]) -> str:
        article, gap, word = found.group("article") or "", found.group("gap") or "", found.group("word")
        said = _in_capitals_of(word, self.words[word.casefold()])
        if article:
            article = _in_capitals_of(article, "an" if said[:1].casefold() in "aeiou" else "a")
        return f"{article}{gap}{said}"


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
