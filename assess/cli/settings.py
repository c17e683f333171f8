"""What `assess validate` is told by a file: `[tool.assess]` in pyproject.toml, or assess.toml."""

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assess.cli.endings import usage
from assess.files.documents import shown
from assess.rules.selection import unknown_codes
from assess.text.problems import did_you_mean

OWN = "assess.toml"
PROJECT = "pyproject.toml"


@dataclass(frozen=True)
class Settings:
    """What the command line does not say is taken from here. Patterns are relative to `folder`."""

    folder: Path = Path()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    strict: bool = False
    exclude: tuple[str, ...] = ()
    by_file: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    format: str | None = None


def settings(given: Path | None, here: Path, formats: Iterable[str]) -> Settings:
    """The file `given`, or the nearest one in `here` and above; none there: everything is as usual.

    Raises:
        Ended: what is wrong in it, all at once, as wrong usage.
    """
    path = given or _nearest(here)
    if path is None:
        return Settings()
    table = _table(path)
    wrong = list(_wrong(table, list(formats)))
    if wrong:
        text = path.read_text("utf-8", "replace").splitlines()
        told = sorted((_line(text, key, code), message) for key, code, message in wrong)
        raise usage("\n".join(f"{shown(path)}:{line}: {message}" for line, message in told))
    return Settings(
        path.parent,
        _upper(table.get("select", ())),
        _upper(table.get("ignore", ())),
        table.get("strict", False),
        tuple(table.get("exclude", ())),
        {pattern: _upper(codes) for pattern, codes in table.get("per-file-ignores", {}).items()},
        table.get("format"),
    )


def _upper(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(code.upper() for code in codes)


def _nearest(here: Path) -> Path | None:
    for folder in (here, *here.parents):
        own, project = folder / OWN, folder / PROJECT
        with contextlib.suppress(PermissionError):  # a folder above that is none of our business
            if own.is_file():
                return own
            if project.is_file() and _speaks_of_us(project):
                return project
    return None


def _speaks_of_us(project: Path) -> bool:
    """Whether it has a table for this program; what else is wrong in it is for others to tell."""
    import tomllib  # most folders have no settings

    text = project.read_text("utf-8", "replace")
    try:
        tools = tomllib.loads(text).get("tool") if "assess" in text else None
    except tomllib.TOMLDecodeError:
        return "[tool.assess" in text
    return isinstance(tools, dict) and "assess" in tools


def _table(path: Path) -> dict[str, Any]:
    import tomllib  # most folders have no settings

    try:
        whole = tomllib.loads(path.read_bytes().decode("utf-8"))
    except OSError as error:
        raise usage(f"{shown(path)}: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise usage(f"{shown(path)}: this is not TOML: {error}") from None
    table: object = whole
    for step in ("tool", "assess") if path.name == PROJECT else ():
        table = table.get(step, {}) if isinstance(table, dict) else table
    if not isinstance(table, dict):
        raise usage(f"{shown(path)}: `tool.assess` is to be a table")
    return table


_LISTS = ("select", "ignore", "exclude")
_KEYS = (*_LISTS, "strict", "per-file-ignores", "format")


def _wrong(table: Mapping[str, Any], formats: list[str]) -> Iterator[tuple[str, str, str]]:
    """Each key with what is wrong about it; between them the code that is, or nothing."""
    for key, value in table.items():
        if message := _mistake(key, value, formats):
            yield key, "", message
    lists = [(key, table[key]) for key in ("select", "ignore") if _is_texts(table.get(key))]
    by_file = table.get("per-file-ignores", {})
    lists += list(by_file.items()) if _are_texts(by_file) else []
    for key, codes in lists:
        yield from ((key, code, unknown_code(code)) for code in unknown_codes(_upper(codes)))


def _mistake(key: str, value: object, formats: list[str]) -> str:
    if key not in _KEYS:
        return f"unknown key `{key}`. {did_you_mean(key, _KEYS, 'Known: ' + ', '.join(_KEYS) + '.')}"
    if key == "strict" and not isinstance(value, bool):
        return "`strict` is true or false"
    if key == "format" and value not in formats:
        return f"`format` is one of {', '.join(formats)}. {did_you_mean(str(value), formats)}".rstrip()
    if key in _LISTS and not _is_texts(value):
        return f"`{key}` is a list of texts in quotes"
    if key == "per-file-ignores" and not _are_texts(value):
        return '`per-file-ignores` gives patterns lists of codes: {"drafts/*" = ["QUE"]}'
    return ""


def unknown_code(code: str) -> str:
    """What is said of a code that no rule begins with."""
    from assess.rules.catalogue import CATALOGUE  # said seldom

    return f"there is no rule `{code}`. {did_you_mean(code, CATALOGUE, '`assess rule` lists them.')}"


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _are_texts(value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_texts, value.values()))


def _line(text: list[str], key: str, code: str) -> int:
    """The line that assigns the key, or has the code: TOML's reader does not say where it found what."""
    sign = re.compile(rf"""\s*["']?{re.escape(key)}["']?\s*=|.*\[(.*\.)?["']?{re.escape(key)}["']?\]""")
    table = next((n for n, line in enumerate(text) if "tool.assess" in line), 0)
    at = next((n for n in range(table, len(text)) if sign.match(text[n])), table)
    return 1 + next((n for n in range(at, len(text)) if code in text[n].upper()), at)
