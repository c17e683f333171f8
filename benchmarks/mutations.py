"""Documents as nobody should write them: real ones, damaged, and some that only follow a grammar.

Everything is drawn from a `random.Random`, so that a seed, or hypothesis, can repeat it.
"""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from grammar import VALUES, generated

from assess.model.kinds import KINDS, schema_line
from assess.text.safe_yaml import parse
from assess.text.yaml_text import dump

ROOT = Path(__file__).resolve().parent.parent
ENGAGEMENT = ROOT / "tests" / "documents" / "valid" / "bakery"
PLACES: Mapping[str, Path] = {
    "questionnaire": ENGAGEMENT / "questionnaire" / "questionnaire.yaml",
    "part": ENGAGEMENT / "questionnaire" / "lens.yaml",
    "playbook": ENGAGEMENT / "questionnaire" / "playbook.yaml",
    "overlay": ENGAGEMENT / "questionnaire" / "de.yaml",
    "mapping": ENGAGEMENT / "surveys" / "counter.yaml",
    "engagement": ENGAGEMENT / "engagement.yaml",
    "vision": ENGAGEMENT / "vision.yaml",
    "roadmap": ENGAGEMENT / "roadmap.yaml",
    "pilot": ENGAGEMENT / "pilots" / "order-book.yaml",
    "answers": ENGAGEMENT / "assessments" / "2026-11-02" / "answers" / "owner.yaml",
}
"""Where a document of a kind is checked together with others; the engagement is small, so it is quick."""
ALONE = ROOT / "tests" / "documents" / "alone.yaml"
"""A place that nothing else belongs to."""


@dataclass(frozen=True)
class Input:
    """A text, and the path that it is checked under, in place of what is there."""

    raw: bytes
    path: Path


@cache
def real() -> tuple[Input, ...]:
    """Every document of the repository, good or bad, at its place."""
    folders = ("questionnaires", "examples", "tests/documents", "tests/forms")
    files = sorted(file for folder in folders for file in (ROOT / folder).rglob("*.yaml"))
    return tuple(Input(file.read_bytes(), file) for file in files)


def any_input(chance: random.Random) -> Input:
    """One of the many."""
    if chance.random() < 0.3:
        kind = chance.choice(KINDS)
        return Input(generated(kind, chance).encode(), _place(kind, chance))
    return damaged(chance.choice(real()), chance)


def damaged(document: Input, chance: random.Random) -> Input:
    """One to four damages on one level, at the place of a document of its kind, or alone."""
    damage = chance.choice((_bytes_damaged, _tokens_damaged, _nodes_damaged))
    raw = document.raw
    for _ in range(chance.randint(1, 4)):
        raw = damage(raw, chance)
    kind = next((kind for kind in KINDS if schema_line(kind).encode() in document.raw[:4000]), "")
    at_home = ENGAGEMENT in document.path.parents
    return Input(raw, document.path if at_home else _place(kind, chance))


def _place(kind: str, chance: random.Random) -> Path:
    return chance.choice((PLACES.get(kind, ALONE), ALONE))


_STRANGE = (
    *(b"\0", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xff\xfe", b"\t", b"\r", b"\r\n", b"\x1b"),
    *(one.encode() for one in ("\x85", "\u2028", "\U0001f600", "\u0301", "\u202e", "\n", "\n\n", " ", "  ")),
    *(one.encode() for one in (": ", "- ", "? ", " #", "&a ", "!!str ", "|\n", ">-\n", "---\n", "...\n")),
    *(one.encode() for one in ("#", "*a", "!", "'", '"', "\\", "%", "@", "[", "]", "{", "}", ",", "<<: ")),
    *(b"{{x}}", b"[" * 50, b"- " * 50),
)


def _bytes_damaged(raw: bytes, chance: random.Random) -> bytes:
    """A stretch is cut out, doubled, moved or written over."""
    at, length = chance.randint(0, len(raw)), min(chance.randint(0, 60), chance.randint(0, 60))
    piece = raw[at : at + length]
    put = chance.choice((b"", piece * 2, chance.choice(_STRANGE), chance.randbytes(chance.randint(1, 4))))
    if chance.random() < 0.2:
        other = chance.choice(real()).raw
        start = chance.randint(0, len(other))
        put = other[start : start + chance.randint(0, 200)]
    return raw[:at] + put + raw[at + length :]


_TOKEN = re.compile(r"\s+|[\w.-]+|.", re.DOTALL)
_WORDS = (
    *("", '""', "~", "null", "true", "no", "0", "-1", "3.0", "1e30", "1e-30", "1e31", ".5", ".inf", "0x1F"),
    *("007", "9" * 40, "x" * 300, "'3'", "[]", "{}", "[a, b]", "{a: 1}", "{value}", "%s", "<b>", "\\u0007"),
    *("9999-12-31", "0001-01-01", "2026-02-30", "2026-11-02", "consensus", "not-applicable", "unknown"),
    *("mean", "sum", "min", "cumulative", "thresholds", "full", "core", "a", "b", "c"),
    *("# assess: ignore[DOC030] so", "# assess: ignore-file[QUE] so"),
)


def _tokens_damaged(raw: bytes, chance: random.Random) -> bytes:
    """A word or sign is deleted, doubled, exchanged, or replaced by one that means something elsewhere."""
    tokens = _TOKEN.findall(raw.decode("utf-8", "replace"))
    if not tokens:
        return raw
    one, other = (chance.randrange(len(tokens)) for _ in range(2))
    match chance.randrange(4):
        case 0:
            del tokens[one]
        case 1:
            tokens.insert(one, tokens[other])
        case 2:
            tokens[one], tokens[other] = tokens[other], tokens[one]
        case _:
            tokens[one] = chance.choice(_WORDS)
    return "".join(tokens).encode()


def _nodes_damaged(raw: bytes, chance: random.Random) -> bytes:
    """A key or item is deleted, doubled, renamed, or takes a value from elsewhere."""
    source, _ = parse(raw.decode("utf-8", "replace"), "a.yaml")
    if source is None or not isinstance(source.data, dict | list):
        return raw
    spots = list(_containers(source.data))
    here, value = chance.choice(spots), chance.choice((chance.choice(VALUES), chance.choice(spots)))
    if isinstance(here, dict) and here:
        _key_damaged(here, value, [str(name) for name in chance.choice(spots)], chance)
    elif here:
        _item_damaged(here, value, chance)
    return dump(_cut_off(source.data, 8)).encode()


def _key_damaged(here: dict[str, Any], value: Any, names: Sequence[str], chance: random.Random) -> None:
    key = chance.choice(list(here))
    match chance.randrange(4):
        case 0:
            del here[key]
        case 1:
            here[chance.choice((f"{key}x", "value", "when", *names))[:80]] = here[key]
        case _:
            here[key] = value


def _item_damaged(here: list[Any], value: Any, chance: random.Random) -> None:
    at = chance.randrange(len(here))
    match chance.randrange(4):
        case 0:
            del here[at]
        case 1:
            here.insert(at, here[at])
        case 2:
            here.reverse()
        case _:
            here[at] = value


def _containers(data: Any) -> Iterator[Any]:
    if isinstance(data, dict | list):
        yield data
        for inner in data.values() if isinstance(data, dict) else data:
            yield from _containers(inner)


def _cut_off(data: Any, depth: int) -> Any:
    """The data, where a node may have been put into itself, down to a depth."""
    if isinstance(data, dict):
        return {key: _cut_off(value, depth - 1) for key, value in data.items()} if depth else {}
    if isinstance(data, list):
        return [_cut_off(value, depth - 1) for value in data] if depth else []
    return data
