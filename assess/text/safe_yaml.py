"""YAML 1.2 core schema from strangers: plain data, a position for every key and value, no surprises.

Built on libyaml's composer, because it gives start and end marks for every node at C speed. Everything that makes
YAML dangerous or surprising is a problem with a place: aliases (bombs), tags (code), duplicate keys, deep nesting
(libyaml crashes on it), nan and inf, numbers too large to compute with.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from typing import Any

import yaml

from assess.text.problems import START, Problem, Span, problem_at

Path = tuple[str | int, ...]

MOST_BYTES = 8_000_000
MOST_DEPTH = 40
MOST_PROBLEMS = 200
_LONGEST_NUMBER = 40
_LARGEST_EXPONENT = 30

_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_INTEGER = re.compile(r"[-+]?[0-9]+\Z|0o[0-7]+\Z|0x[0-9a-fA-F]+\Z")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)\Z|\.(nan|NaN|NAN)\Z")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})
_NUMBER_STARTS = frozenset("-+.0123456789")

_LoaderBase: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


class _Composer(_LoaderBase):  # type: ignore[misc]  # the base is chosen at run time
    """Composes nodes only; plain scalars are tagged `plain` and get their type when they are built."""

    def resolve(self, kind: type, _value: object, implicit: object) -> str:
        if kind is yaml.ScalarNode:
            return "plain" if implicit[0] else "quoted"  # type: ignore[index]  # (plain, quoted) from the parser
        return "collection"

    def descend_resolver(self, _parent: object, _index: object) -> None: ...

    def ascend_resolver(self) -> None: ...


@dataclass(frozen=True)
class Source:
    """One parsed text: its data (dict, list, str, int, Decimal, bool, None) and where each piece stands."""

    file: str
    text: str
    data: Any
    root: yaml.Node | None = field(repr=False, compare=False)

    def span(self, path: Path, *, key: bool = False) -> Span:
        """Where the value at `path` stands (its key, with `key=True`); the nearest parent if there is no such place."""
        node, key_node = self.root, None
        for step in path:
            found = _child(node, step)
            if found is None:
                break
            key_node, node = found
        chosen = key_node if key and key_node is not None else node
        return _span(chosen) if chosen is not None else START

    def problem(self, path: Path, code: str, message: str, hint: str = "", *, key: bool = False) -> Problem:
        return problem_at(self.span(path, key=key), self.file, code, message, hint)


def decode(raw: bytes, file: str) -> tuple[str | None, list[Problem]]:
    """The text of a UTF-8 file, or why it is none."""
    if len(raw) > MOST_BYTES:
        size = f"{len(raw) / 1e6:.0f} MB, more than the {MOST_BYTES // 1_000_000} MB"
        return None, [
            problem_at(START, file, "DOC003", f"the file has {size} that a document may have", "Split it.")
        ]
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, [
            problem_at(START, file, "DOC002", "the file is UTF-16, not UTF-8", "Save it again as UTF-8.")
        ]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8-sig", "replace")
        place = _after(before)
        message = f"byte 0x{raw[error.start]:02x} is not UTF-8"
        return None, [problem_at(place, file, "DOC002", message, "Save the file again as UTF-8.")]
    return text, []


def parse(text: str, file: str) -> tuple[Source | None, list[Problem]]:
    """Data with positions. With a source come the problems that leave it usable only for showing places."""
    strange = _FORBIDDEN.search(text)
    if strange:
        place = _after(text[: strange.start()])
        message = f"character U+{ord(strange.group()):04X} is not allowed in YAML"
        return None, [problem_at(place, file, "DOC004", message, "Delete it.")]
    too_deep = _depth_problem(text, file)
    if too_deep:
        return None, [too_deep]
    try:
        root = _compose(text)
    except yaml.YAMLError as error:
        return None, [_syntax_problem(error, file)]
    if root is None:
        return None, [
            problem_at(START, file, "DOC005", "the file is empty", "Begin with `schema: assess/<kind>@1`.")
        ]
    builder = _Builder(file)
    data = builder.build(root)
    problems = builder.problems + (_alias_problems(text, file) if builder.aliased else [])
    return Source(file, text, data, root), problems


def _compose(text: str) -> yaml.Node | None:
    composer = _Composer(text)
    try:
        node: yaml.Node | None = composer.get_single_node()
    finally:
        composer.dispose()
    return node


def _depth_problem(text: str, file: str) -> Problem | None:
    """Nesting is bounded from the text where that is cheap and counted from events only where it might be too deep.

    Each level of nesting needs a bracket, or a column of indentation, or a dash or question mark on its line.
    """
    flow = text.count("[") + text.count("{")
    if flow < MOST_DEPTH and _indentation_bound(text) + flow < MOST_DEPTH:
        return None
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_Composer):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MOST_DEPTH:
                    mark = event.start_mark
                    place = Span(mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)
                    message = f"more than {MOST_DEPTH} levels inside one another"
                    return problem_at(
                        place, file, "DOC006", message, "No document needs that many; flatten it."
                    )
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except yaml.YAMLError as error:
        return _syntax_problem(error, file)
    return None


_LEADING = re.compile(r"^[ \t?-]+", re.MULTILINE)


def _alias_problems(text: str, file: str) -> list[Problem]:
    """Composed nodes do not remember that they were aliases; the events do."""
    message, hint = "aliases (`*name`) are not used in these documents", "Write the text out in both places."
    events = yaml.parse(text, Loader=_Composer)
    return [
        problem_at(_span(event), file, "DOC010", message, hint)
        for event in islice((e for e in events if isinstance(e, yaml.AliasEvent)), MOST_PROBLEMS)
    ]


def _indentation_bound(text: str) -> int:
    return max((len(m.group()) for m in _LEADING.finditer(text)), default=0) + 1


class _Builder:
    """Turns nodes into plain data; gathers every problem instead of stopping at the first."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.aliased = False
        self._seen: set[int] = set()

    def build(self, node: yaml.Node) -> Any:
        if id(node) in self._seen:
            self.aliased = True
            return None
        self._seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if node.tag != "collection":
            self._refuse_tag(node)
            return None
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item) for item in node.value]
        return self._mapping(node)

    def _mapping(self, node: yaml.MappingNode) -> dict[str, Any]:
        data: dict[str, Any] = {}
        first: dict[str, int] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                hint = "Put quotes around a text that begins with `{` or `[`."
                self._tell(key, "DOC011", "a key must be a plain text", hint)
                continue
            if key.tag not in {"plain", "quoted"}:
                self._refuse_tag(key)
                continue
            name = key.value
            if name in data:
                hint = f"Keep one of them; the first stands in line {first[name]}."
                self._tell(key, "DOC012", f"the key `{name}` stands here twice", hint)
                continue
            first[name] = key.start_mark.line + 1
            data[name] = self.build(value)
        return data

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        text = node.value
        if node.tag == "quoted":
            return text
        if node.tag != "plain":
            self._refuse_tag(node)
            return None
        if text[:1] in _NUMBER_STARTS and text:
            return self._number_or_text(node, text)
        if text in _NULLS:
            return None
        if text in _TRUE:
            return True
        if text in _FALSE:
            return False
        return text

    def _number_or_text(self, node: yaml.ScalarNode, text: str) -> Any:
        whole = _INTEGER.match(text)
        if not whole and not _DECIMAL.match(text):
            if _NOT_FINITE.match(text):
                self._tell(
                    node, "DOC013", f"`{text}` is not a number to compute with", "Write a finite number."
                )
                return None
            return text
        exponent = re.search(r"[eE]([-+]?\d+)\Z", text) if not whole else None
        if len(text) > _LONGEST_NUMBER or (
            exponent and (len(exponent[1]) > 4 or abs(int(exponent[1])) > _LARGEST_EXPONENT)
        ):
            self._tell(
                node, "DOC014", "the number is too large or too long", "Put quotes around it if it is a text."
            )
            return None
        if not whole:
            return Decimal(text)
        return int(text, 0) if text[:2] in {"0x", "0o"} else int(text)

    def _refuse_tag(self, node: yaml.Node) -> None:
        tag = node.tag.replace("tag:yaml.org,2002:", "!!")
        self._tell(node, "DOC015", f"the tag `{tag}` is not used in these documents", "Delete the tag.")

    def _tell(self, node: yaml.Node, code: str, message: str, hint: str) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem_at(_span(node), self.file, code, message, hint))


def _child(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node | None, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value == step:
                return key, value
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None


def _span(node: yaml.Node | yaml.Event) -> Span:
    start, end = node.start_mark, node.end_mark
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        # A block's end mark stands behind the blank lines that follow it; its first character is the honest place.
        return Span(start.line + 1, start.column + 1, start.line + 1, start.column + 2)
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _after(text: str) -> Span:
    line = text.count("\n") + 1
    column = len(text) - (text.rfind("\n") + 1) + 1
    return Span(line, column, line, column + 1)


_SYNTAX = {
    "mapping values are not allowed": (
        "a `:` that YAML takes for a new key",
        "Put quotes around a text that holds `: `.",
    ),
    "found character '\\t'": ("a tab where blanks must stand", "Indent with blanks."),
    "found character that cannot start any token": (
        "a character that cannot begin a value",
        "Put quotes around a text that begins with @, `, % or a tab.",
    ),
    "found unexpected end of stream": ("a quote or bracket that is never closed", "Close it."),
    "could not find expected ':'": (
        "a line that is neither a key with `:` nor part of a text",
        "Add the `:`, or indent the line.",
    ),
    "did not find expected key": (
        "a line that does not fit the block it stands in",
        "Check its indentation and its quotes.",
    ),
    "did not find expected '-' indicator": (
        "a line that does not fit the list it stands in",
        "Check its indentation.",
    ),
    "did not find expected ',' or": (
        "a bracket that is not closed, or a comma that is missing",
        "Close it with ] or }.",
    ),
    "expected a single document": ("a second document (`---`) in one file", "One file holds one document."),
    "found undefined alias": (
        "an alias (`*name`); these documents use none",
        "Put quotes around a text that begins with *.",
    ),
    "found duplicate anchor": ("anchors (`&name`); these documents use none", "Write the text out."),
}


def _syntax_problem(error: yaml.YAMLError, file: str) -> Problem:
    text = str(getattr(error, "problem", None) or error)
    context = str(getattr(error, "context", None) or "")
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = START if mark is None else Span(mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)
    for known, (message, hint) in _SYNTAX.items():
        if text.startswith(known) or context.startswith(known):
            return problem_at(place, file, "DOC001", f"this is not YAML: {message}", hint)
    return problem_at(
        place, file, "DOC001", f"this is not YAML: {text}", "Check quotes and indentation near here."
    )
