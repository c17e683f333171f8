"""Plain data as YAML that reads well in a diff."""

import datetime as dt
import re
from decimal import Decimal
from typing import Any

import yaml

_WIDTH = 110


_LINE = 90
"""Characters that may stand in one line."""


class _Writer(yaml.SafeDumper):
    """Lists indented under their key, no aliases, keys in the record's order, long texts folded."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002  # PyYAML's signature
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        return True

    def represent_mapping(self, *given: Any, **more: Any) -> yaml.MappingNode:
        """In one line only where it fits."""
        node = super().represent_mapping(*given, **more)
        if sum(len(part.value) for pair in node.value for part in pair) > _LINE:
            node.flow_style = False
        return node

    def represent_sequence(self, *given: Any, **more: Any) -> yaml.SequenceNode:
        """Likewise."""
        node = super().represent_sequence(*given, **more)
        if sum(len(part.value) for part in node.value) > _LINE:
            node.flow_style = False
        return node


def _text(writer: _Writer, text: str) -> yaml.ScalarNode:
    is_folded = len(text) > _LINE and text == " ".join(text.split())
    return writer.represent_scalar("tag:yaml.org,2002:str", text, style=">" if is_folded else None)


def _decimal(writer: _Writer, number: Decimal) -> yaml.Node:
    text = format(number, "f")
    return writer.represent_scalar(f"tag:yaml.org,2002:{'float' if '.' in text else 'int'}", text)


_Writer.add_representer(str, _text)
# Documents are read by YAML 1.2, which knows more numbers than PyYAML: a text like one needs quotes.
_Writer.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z|0o[0-7]+\Z"),
    list("-+.0123456789"),
)
_Writer.add_representer(Decimal, _decimal)
_Writer.add_representer(dt.date, lambda writer, day: writer.represent_str(day.isoformat()))


def dump(data: Any, comment: str = "") -> str:
    """A document's text, keys in the order given, innermost lists in one line; the comment in front."""
    body = yaml.dump(
        _plain(data),
        Dumper=_Writer,
        sort_keys=False,
        allow_unicode=True,
        width=_WIDTH,
        default_flow_style=None,
    )
    return "".join(f"# {line}\n" for line in comment.splitlines()) + body


def _plain(value: Any) -> Any:
    """Lists and dictionaries only, and enumerations as their texts."""
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return str(value) if isinstance(value, str) else value
