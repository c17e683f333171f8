"""Sets entries of a YAML document in its text: comments, order and layout of everything else stay."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from assess.text.problems import line_starts
from assess.text.safe_yaml import Path, Source, parse

Written = str | Mapping[str, str]
"""A value as YAML in one line, or the entries of a mapping, each in one line."""

_WIDTH = 110
_STEP = "  "


def with_entries(source: Source, changes: Mapping[Path, Written]) -> str:
    """The text with each entry set; `changes` are by path, through mappings only.

    An entry that is there is written anew in its place; one that is not is added behind the last one of its
    parent, which is added, too, where it is missing. Comments within an entry move above it.

    Raises:
        TypeError: something on the way to an entry is no mapping.
    """
    missing = dict.fromkeys(path[:-1] for path in changes if path[1:] and not _has(source, path[:-1]))
    if missing:
        text = _Splice(source).with_all(dict.fromkeys(missing, "{}"))
        again, _ = parse(text, source.file)
        source = again or source
    return _Splice(source).with_all(changes)


def _has(source: Source, path: Path) -> bool:
    return _found(source.root, path) is not None


def _found(node: yaml.Node | None, path: Path) -> tuple[yaml.Node, yaml.Node] | None:
    """The key and the value at a path; None where nothing is there."""
    pair = None
    for step in path:
        if not isinstance(node, yaml.MappingNode):
            if node is not None and node.value:
                message = f"`{step}` would have to stand in what is no mapping"
                raise TypeError(message)
            return None
        pair = next(((key, value) for key, value in node.value if key.value == step), None)
        if pair is None:
            return None
        node = pair[1]
    return pair


@dataclass(frozen=True, order=True)
class _Edit:
    start: int
    end: int
    order: int
    written: str


class _Splice:
    def __init__(self, source: Source) -> None:
        self.text = source.text
        self.root = source.root
        self.starts = line_starts(source.text)
        self.newline = "\r\n" if "\r\n" in source.text else "\n"

    def with_all(self, changes: Mapping[Path, Written]) -> str:
        pieces: list[str] = []
        at = 0
        for edit in sorted(self._edit(n, path, written) for n, (path, written) in enumerate(changes.items())):
            pieces += [self.text[at : edit.start], edit.written]
            at = max(at, edit.end)
        return "".join([*pieces, self.text[at:]])

    def _edit(self, order: int, path: Path, written: Written) -> _Edit:
        if found := _found(self.root, path):
            return self._replacement(order, *found, written)
        if path[1:] and (parent := _found(self.root, path[:-1])):
            return self._addition(order, *parent, str(path[-1]), written)
        return self._at_the_top(order, str(path[-1]), written)

    def _replacement(self, order: int, key: yaml.Node, node: yaml.Node, written: Written) -> _Edit:
        """All between the key's colon and the end of the value."""
        start, end = self._colon(key), max(self._colon(key), self._end(node))
        begin, indent = self.starts[key.start_mark.line], " " * key.start_mark.column
        is_own_line = not self.text[begin : self._offset(key.start_mark)].strip()
        value = self._value(key.value, written, indent if is_own_line else None)
        comments = list(self._comments(start, end, node)) if is_own_line else []
        if not comments:
            return _Edit(start, end, order, value)
        above = "".join(f"{indent}{comment}{self.newline}" for comment in comments)
        return _Edit(begin, end, order, f"{above}{self.text[begin:start]}{value}")

    def _addition(self, order: int, key: yaml.Node, parent: Any, name: str, written: Written) -> _Edit:
        if not parent.value:  # nothing, or {}: entries begin below the key
            start, end = self._colon(key), max(self._colon(key), self._end(parent))
            line = self._line(name, written, " " * key.start_mark.column + _STEP)
            return _Edit(start, end, order, line)
        if parent.flow_style:
            inside = self._offset(parent.end_mark) - 1
            return _Edit(inside, inside, order, f", {name}: {_flow(written)}")
        end = self._line_end(self._end(parent))
        indent = " " * parent.value[0][0].start_mark.column
        return _Edit(end, end, order, self._line(name, written, indent))

    def _at_the_top(self, order: int, name: str, written: Written) -> _Edit:
        """Among the document's own keys a short value stands behind the last short one."""
        entries = self.root.value if self.root else []
        is_short = isinstance(written, str) and written != "{}"
        short = [pair for pair in entries if isinstance(pair[1], yaml.ScalarNode)]
        key, value = (short if is_short and short else entries)[-1]
        end = self._line_end(max(self._colon(key), self._end(value)))
        return _Edit(end, end, order, self._line(name, written, ""))

    def _line(self, name: str, written: Written, indent: str) -> str:
        return f"{self.newline}{indent}{name}:{self._value(name, written, indent)}"

    def _value(self, key: str, written: Written, indent: str | None) -> str:
        """Behind the colon: in one line where it fits; `indent` is None where no line may begin."""
        line = f" {_flow(written)}"
        if isinstance(written, str) or indent is None or len(f"{indent}{key}:{line}") <= _WIDTH:
            return line
        return "".join(f"{self.newline}{indent}{_STEP}{name}: {value}" for name, value in written.items())

    def _colon(self, key: yaml.Node) -> int:
        """Behind the colon of a key."""
        return self.text.index(":", self._offset(key.end_mark)) + 1

    def _end(self, node: Any) -> int:
        """The end of what is written; the mark of a block stands behind the comments that follow."""
        end = self._offset(node.end_mark)
        if isinstance(node, yaml.ScalarNode):
            start = self._offset(node.start_mark)
            return start + len(self.text[start:end].rstrip()) if node.style in {"|", ">"} else end
        if node.flow_style:
            return end
        last = node.value[-1]
        return max(self._colon(last[0]), self._end(last[1])) if isinstance(last, tuple) else self._end(last)

    def _comments(self, start: int, end: int, node: yaml.Node) -> Iterator[str]:
        """The comments between two places: a # within one of the texts begins none."""
        at = start
        for begin, stop in [*self._texts(node), (end, end)]:
            while (sign := self.text.find("#", at, begin)) >= 0:
                at = min(self._line_end(sign), end)
                yield self.text[sign:at].rstrip()
            at = max(at, stop)

    def _texts(self, node: yaml.Node) -> Iterator[tuple[int, int]]:
        if isinstance(node, yaml.ScalarNode):
            yield self._offset(node.start_mark), self._end(node)
        else:
            for item in node.value:
                for part in item if isinstance(item, tuple) else (item,):
                    yield from self._texts(part)

    def _line_end(self, at: int) -> int:
        """The end of the line, behind a comment on it."""
        end = self.text.find("\n", at)
        end = len(self.text) if end < 0 else end
        return end - 1 if self.text[end - 1 : end] == "\r" else end

    def _offset(self, mark: yaml.Mark) -> int:
        return self.starts[mark.line] + mark.column


def _flow(written: Written) -> str:
    if isinstance(written, str):
        return written
    return f"{{{', '.join(f'{key}: {value}' for key, value in written.items())}}}"
