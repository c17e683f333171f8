"""YAML 1.2 core schema from strangers: plain data, a position for every key and value, no surprises.

Built on libyaml's composer, because it gives start and end marks for every node at C speed. Everything that
makes YAML dangerous or surprising is a problem with a place: aliases (bombs), tags (code), duplicate keys,
deep nesting (libyaml crashes on it), control characters, nan and inf, numbers too large to compute with.
"""

import operator
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import Any

import yaml

from assess.text.problems import START, Problem, Span, end_of, lines, problem_at
from assess.text.syntax import syntax_problem
from assess.text.yaml_events import (
    MOST_DEPTH,
    MOST_PROBLEMS,
    LoaderBase,
    forgotten,
    misshapen,
    span_of,
    too_deep,
)

Path = tuple[str | int, ...]

MOST_BYTES = 8_000_000
_LONGEST_NUMBER = 40
_LARGEST_EXPONENT = 30
_LONGEST_EXPONENT = 4  # as text: `int` need not be asked what it makes of a longer one

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
"""All that YAML does not allow, and the byte order mark inside a text: libyaml would skip it unseen.

The characters that are allowed, turned round, would be the same and take 5 ms to compile.
"""
_ASCII = bytes((9, 10, 13, *range(32, 127)))
_INTEGER = re.compile(r"[-+]?[0-9]+\Z|0o[0-7]+\Z|0x[0-9a-fA-F]+\Z")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)\Z|\.(nan|NaN|NAN)\Z")
_WORDS: Mapping[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBER_STARTS = frozenset("-+.0123456789")


class _Tag(Enum):
    """What a node without a tag of its own is. No document can name these, as it could name texts."""

    PLAIN = 1
    QUOTED = 2
    COLLECTION = 3


_PLAIN, _QUOTED, _COLLECTION = _Tag  # looked up for each of a document's many nodes


class _Composer(LoaderBase):  # type: ignore[misc]  # the base is chosen at run time
    """Composes nodes only; plain scalars get their type when they are built."""

    def resolve(self, kind: type, _value: object, implicit: object) -> _Tag:
        if kind is yaml.ScalarNode:
            return _PLAIN if implicit[0] else _QUOTED  # type: ignore[index]  # (plain, quoted) from the parser
        return _COLLECTION

    # Called for each node, and to do nothing: what is written in C does that fastest.
    descend_resolver = staticmethod(operator.is_)
    ascend_resolver = tuple


@dataclass(frozen=True)
class Source:
    """One parsed text: its data (dict, list, str, int, Decimal, bool, None) and where each piece stands."""

    file: str
    text: str
    data: Any
    root: yaml.Node | None = field(repr=False, compare=False)
    _children: dict[int, Mapping[str | int, "_Child"]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def span(self, path: Path, *, key: bool = False) -> Span:
        """Where the value (or the key) at `path` stands; the nearest parent if nothing is there."""
        key_node, node, _ = self._nodes(path)
        chosen = key_node if key and key_node is not None else node
        return span_of(chosen) if chosen is not None else START

    def is_whole(self, path: Path, *, key: bool = False) -> bool:
        """Whether `span` covers all of the text, number or key at `path`, so that it can be replaced."""
        key_node, node, is_there = self._nodes(path)
        return is_there and isinstance(key_node if key else node, yaml.ScalarNode)

    def _nodes(self, path: Path) -> tuple[yaml.Node | None, yaml.Node | None, bool]:
        """The key and the value at `path`, or at its nearest parent; whether it is `path` itself."""
        node, key_node = self.root, None
        for step in path:
            found = self._children_of(node).get(step)
            if found is None:
                return key_node, node, False
            key_node, node = found
        return key_node, node, True

    def _children_of(self, node: yaml.Node | None) -> Mapping[str | int, "_Child"]:
        """Kept, because a document with many problems looks into the same long list again and again."""
        if id(node) not in self._children:
            self._children[id(node)] = dict(_children(node))
        return self._children[id(node)]

    def value(self, path: Path) -> Any:
        """The data at `path`, None if there is no such place."""
        here = self.data
        for step in path:
            try:
                here = here[step]
            except (KeyError, IndexError, TypeError):
                return None
        return here

    def written(self, path: Path) -> str:
        """The scalar at `path` as it stands in the text; nothing where it takes more than one line."""
        span = self.span(path)
        line = lines(self.text)[span.line - 1]
        return line[span.column - 1 : span.end_column - 1] if span.line == span.end_line else ""

    def problem(
        self,
        path: Path,
        code: str,
        message: str,
        hint: str = "",
        *,
        key: bool = False,
        instead: str | None = None,
    ) -> Problem:
        """A problem of the value (or the key) at `path`; `instead` counts where it replaces just that."""
        if instead is not None and not self.is_whole(path, key=key):
            instead = None
        return problem_at(self.span(path, key=key), self.file, code, message, hint, instead=instead)


def decode(raw: bytes, file: str) -> tuple[str | None, list[Problem]]:
    """The text of a UTF-8 file, or why it is none."""
    if len(raw) > MOST_BYTES:
        message = f"the file has more than the {MOST_BYTES // 1_000_000} MB that a document may have"
        return None, [problem_at(START, file, "DOC003", message, "Split it.")]
    if other := _other_encoding(raw[:4]):
        message = f"the file is {other}, not UTF-8"
        return None, [problem_at(START, file, "DOC002", message, "Save it again as UTF-8.")]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = end_of(raw[: error.start].decode("utf-8-sig"))
        message = f"byte 0x{raw[error.start]:02x} is not UTF-8"
        return None, [problem_at(place, file, "DOC002", message, "Save the file again as UTF-8.")]
    return text, []


def _other_encoding(head: bytes) -> str | None:
    """Told from the first four bytes as YAML does: by a byte order mark, or by where the zeros are."""
    zeros = [byte == 0 for byte in head]
    if head in {b"\xff\xfe\0\0", b"\0\0\xfe\xff"} or zeros in ([True] * 3 + [False], [False] + [True] * 3):
        return "UTF-32"
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"} or zeros[:2] in ([True, False], [False, True]):
        return "UTF-16"
    return None


def parse(text: str, file: str) -> tuple[Source | None, list[Problem]]:
    """Data with positions. With a source come the problems that leave it usable only for showing places."""
    if strange := _forbidden(text):
        place = end_of(text[: strange.start()])
        message = f"character U+{ord(strange.group()):04X} is not allowed in YAML"
        return None, [problem_at(place, file, "DOC004", message, "Delete it.")]
    if problem := misshapen(text, file):
        return None, [problem]
    try:
        root = _compose(text)
    except yaml.YAMLError as error:
        return None, [syntax_problem(error, text, file)]
    if root is None:
        return None, [
            problem_at(START, file, "DOC005", "the file is empty", "Begin with `schema: assess/<kind>@1`.")
        ]
    builder = _Builder(file)
    data = builder.build(root)
    return Source(file, text, data, root), [*builder.problems, *forgotten(text, file)]


def _forbidden(text: str) -> re.Match[str] | None:
    """The first character that YAML does not allow. Most texts are ASCII, which is looked through at once."""
    if text.isascii() and not text.encode("ascii").translate(None, _ASCII):
        return None
    return _FORBIDDEN.search(text)


def _compose(text: str) -> yaml.Node | None:
    composer = _Composer(text)
    try:
        node: yaml.Node | None = composer.get_single_node()
    finally:
        composer.dispose()
    return node


class _Builder:
    """Turns nodes into plain data; gathers every problem instead of stopping at the first.

    Nodes are `Any` here, because their tags are not the texts that PyYAML's types promise.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self._seen: set[int] = set()
        self._depth = 0

    def build(self, node: Any) -> Any:
        tag = node.tag
        if tag is _PLAIN:
            return self._plain(node)
        if tag is _QUOTED:
            return self._text(node)
        if tag is not _COLLECTION:
            self._refuse_tag(node)
            return None
        if id(node) in self._seen:  # an alias, told elsewhere: a bomb is not unpacked
            return None
        self._seen.add(id(node))
        if self._depth == MOST_DEPTH:
            self.problems.append(too_deep(node, self.file))
            return None
        self._depth += 1
        is_list = type(node) is yaml.SequenceNode
        built = [self.build(item) for item in node.value] if is_list else self._mapping(node)
        self._depth -= 1
        return built

    def _mapping(self, node: Any) -> dict[str, Any]:
        """Written out for speed: most nodes of a document are keys and their plain texts."""
        data: dict[str, Any] = {}
        for key, value in node.value:
            name = key.value if key.tag is _PLAIN else self._odd_key(key)
            if name in data:
                self._tell_twice(key, node)
            elif name is not None:
                data[name] = self._plain(value) if value.tag is _PLAIN else self.build(value)
        return data

    def _tell_twice(self, key: Any, node: Any) -> None:
        if len(self.problems) < MOST_PROBLEMS:  # looking for the first takes as long as the mapping is
            first, value = next(pair for pair in node.value if pair[0].value == key.value)
            again = next(value for other, value in node.value if other is key)
            message, line = f"the key `{key.value}` stands here twice", first.start_mark.line + 1
            if not node.flow_style and _is_same(value, again) and again.end_mark.line == key.start_mark.line:
                start, end = span_of(key), span_of(again)
                span = Span(start.line, start.column, end.end_line, end.end_column)
                hint = f"Delete it; line {line} says the same."
                self.problems.append(problem_at(span, self.file, "DOC012", message, hint, instead=""))
            else:
                self._tell(key, "DOC012", message, f"Keep one of them; the first stands in line {line}.")

    def _odd_key(self, key: Any) -> str | None:
        is_text = isinstance(key, yaml.ScalarNode)
        if is_text and key.tag is _QUOTED:
            return self._text(key)
        if is_text:
            self._refuse_tag(key)
        else:
            hint = "Put quotes around a text that begins with `{` or `[`."
            self._tell(key, "DOC011", "a key must be a plain text", hint)
        return None

    def _plain(self, node: Any) -> Any:
        text = node.value
        if text[:1] in _NUMBER_STARTS and text:
            return self._number_or_text(node, text)
        return _WORDS.get(text, text)

    def _number_or_text(self, node: Any, text: str) -> Any:
        if text.isdecimal() and text.isascii() and len(text) <= _LONGEST_NUMBER:
            return int(text)
        whole = _INTEGER.match(text)
        if not whole and not _DECIMAL.match(text):
            if _NOT_FINITE.match(text):
                self._tell(
                    node, "DOC013", f"`{text}` is not a number to compute with", "Write a finite number."
                )
                return None
            return text
        exponent = re.search(r"[eE]([-+]?\d+)\Z", text) if not whole else None
        if len(text) > _LONGEST_NUMBER or (exponent and _is_too_large(exponent[1])):
            hint = "Put quotes around it if it is a text."
            self._tell(node, "DOC014", "the number is too large or too long", hint)
            return None
        if not whole:
            return Decimal(text)
        return int(text, 0) if text[:2] in {"0x", "0o"} else int(text)

    def _text(self, node: Any) -> str | None:
        """Quoted texts can hold escaped control characters, which no screen, page or workbook could show."""
        text: str = node.value
        strange = None if text.isprintable() else _FORBIDDEN.search(text)
        if strange is None:
            return text
        message = f"the text holds the control character U+{ord(strange.group()):04X}"
        self._tell(node, "DOC016", message, "Delete it.")
        return None

    def _refuse_tag(self, node: Any) -> None:
        tag = node.tag.replace("tag:yaml.org,2002:", "!!")
        self._tell(node, "DOC015", f"the tag `{tag}` is not used in these documents", "Delete the tag.")

    def _tell(self, node: Any, code: str, message: str, hint: str) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem_at(span_of(node), self.file, code, message, hint))


def _is_same(one: Any, other: Any) -> bool:
    return type(one) is type(other) is yaml.ScalarNode and (one.tag, one.value) == (other.tag, other.value)


_Child = tuple[yaml.Node | None, yaml.Node]


def _children(node: yaml.Node | None) -> Iterator[tuple[str | int, _Child]]:
    """Keys with their nodes; of a key that stands there twice the first, which is the one that counts."""
    if isinstance(node, yaml.MappingNode):
        yield from (
            (key.value, (key, value))
            for key, value in reversed(node.value)
            if isinstance(key, yaml.ScalarNode)
        )
    elif isinstance(node, yaml.SequenceNode):
        yield from ((index, (None, item)) for index, item in enumerate(node.value))


def _is_too_large(exponent: str) -> bool:
    return len(exponent) > _LONGEST_EXPONENT or abs(int(exponent)) > _LARGEST_EXPONENT
