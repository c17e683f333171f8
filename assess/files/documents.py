"""Reads documents from disk: a file in, a record or problems out."""

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assess.model.kinds import schema_line
from assess.model.reading import Document, read
from assess.text.problems import START, Problem, Severity, did_you_mean, problem_at
from assess.text.safe_yaml import MOST_BYTES, Source, decode, parse
from assess.text.suppressions import Suppression, suppressions


@dataclass
class Reading:
    """What was found while reading: problems, and the texts to show them in. Each file is read once.

    `unsaved` are texts that are read in place of what is on disk, by absolute path.
    """

    problems: list[Problem] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    comments: dict[str, tuple[Suppression, ...]] = field(default_factory=dict)
    unsaved: Mapping[str, bytes] = field(default_factory=dict)
    _read: dict[str, Document[Any] | None] = field(default_factory=dict, init=False, repr=False)

    @property
    def failed(self) -> bool:
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    def document(self, path: Path, *kinds: str) -> Document[Any] | None:
        """The document at `path`; None, with the problems noted, if it is none or not of one of `kinds`.

        A document whose problems leave something to read is read all the same: rules find the rest at once.
        """
        name = place(path)
        if name not in self._read:
            self._read[name] = self._document(path)
        document = self._read[name]
        if document and kinds and document.kind not in kinds:
            hint = f"Expected here: {' or '.join(map(schema_line, kinds))}."
            message = f"the document is of the kind {document.kind}"
            self.problems.append(document.problem(("schema",), "DOC023", message, hint))
            return None
        return document

    def forget(self, document: Document[Any], path: Path) -> None:
        """Let go of a document that nothing else belongs to: a thousand of them would fill the memory."""
        self._read.pop(place(path), None)
        if document.file not in self.comments:  # these may turn out to be of no use
            self.texts.pop(document.file, None)

    def has(self, path: Path) -> bool:
        """Whether there is anything to be read, on disk or unsaved."""
        return is_there(path) or (bool(self.unsaved) and place(path) in self.unsaved)

    def folder(self, path: Path) -> list[Path]:
        """What is in a folder, in a fixed order; nothing, with the problem noted, if it may not be read."""
        unsaved = {path / Path(one).name for one in self.unsaved if Path(one).parent == Path(place(path))}
        try:
            return sorted({*path.iterdir(), *unsaved} if is_there(path) else unsaved)
        except OSError as error:
            self.problems.append(_unreadable(error, path))
            return []

    def _document(self, path: Path) -> Document[Any] | None:
        source, problems = self._source(path)
        if source is None:
            self.problems += problems
            return None
        if comments := suppressions(source):
            self.comments[source.file] = comments
        document, more = read(source)
        refused = {problem.place for problem in problems}
        self.problems += [*problems, *(problem for problem in more if problem.place not in refused)]
        return document

    def _source(self, path: Path) -> tuple[Source | None, list[Problem]]:
        try:
            raw = self.unsaved.get(place(path)) if self.unsaved else None
            raw = read_regular(path) if raw is None else raw
        except OSError as error:
            return None, [_unreadable(error, path)]
        name = shown(path)
        text, problems = decode(raw, name)
        if text is None:
            return None, problems
        self.texts[name] = text
        return parse(text, name)


def place(path: Path) -> str:
    """The absolute path that a file is known by, however it was named; links are not followed."""
    return os.path.normpath(os.path.join(os.getcwd(), path))  # noqa: PTH109, PTH118  # for each of a thousand files


def is_there(path: Path) -> bool:
    """Whether anything has this name, be it a link to nothing: reading it will tell what is wrong."""
    return os.path.lexists(path)


def is_file(path: Path) -> bool:
    """Whether it is a file, or a link to one; not where one may not look: whoever reads there finds out."""
    return os.path.isfile(path)  # noqa: PTH113  # Path.is_file raises where one may not look


def is_folder(path: Path) -> bool:
    """Whether it is a folder, or a link to one; not where one may not look."""
    return os.path.isdir(path)  # noqa: PTH112  # as above


def names_in(folder: Path) -> list[str]:
    """The names in a folder, to guess which one was meant; none where one may not look."""
    try:
        return os.listdir(folder)  # noqa: PTH208  # the names are all that is wanted
    except OSError:
        return []


def shown(path: Path) -> str:
    """The path as people would type it: with forward slashes, relative below the current folder."""
    try:
        here = os.path.join(os.getcwd(), "")  # noqa: PTH109, PTH118  # for each of a thousand files, several times
    except OSError:  # it was deleted
        return path.as_posix()
    typed = os.path.normpath(path)
    shorter = "." if typed == here[:-1] else typed.removeprefix(here)
    return shorter.replace(os.sep, "/")


def read_regular(path: Path, most: int = MOST_BYTES) -> bytes:
    """The bytes of a regular file, one more than it may have at `most`. A device would never end.

    A pipe would wait for somebody to write into it, so nothing is waited for.

    Raises:
        OSError: it is something else, or cannot be read.
    """
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        if stat.S_ISDIR(mode := os.fstat(handle).st_mode):
            os.stat(f"{path}/.")  # noqa: PTH116  # no permission to enter it is the better reason
            raise IsADirectoryError(21, "it is a folder", str(path))
        if not stat.S_ISREG(mode):
            raise OSError(22, "it is not a regular file", str(path))
        pieces, wanted = [], most + 1
        while wanted and (piece := os.read(handle, min(wanted, _AT_ONCE))):
            pieces.append(piece)
            wanted -= len(piece)
        return b"".join(pieces)
    finally:
        os.close(handle)


_AT_ONCE = 1 << 20


def _unreadable(error: OSError, path: Path) -> Problem:
    return problem_at(START, shown(path), "DOC040", _why(error), _repair(error, path))


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, PermissionError):
        return "it may not be read"
    if isinstance(error, IsADirectoryError):
        return "it is a folder"
    return f"it cannot be read: {error.strerror}"


def _repair(error: OSError, path: Path) -> str:
    if isinstance(error, PermissionError):
        return "Check its permissions."
    if isinstance(error, FileNotFoundError):
        return did_you_mean(path.name, names_in(path.parent), "Check the name.")
    return ""
