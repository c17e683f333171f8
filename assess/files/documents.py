"""Reads documents from disk: a file in, a record or problems out."""

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assess.model.reading import Document, read
from assess.text.problems import START, Problem, Severity, did_you_mean, problem_at
from assess.text.safe_yaml import MOST_BYTES, Source, decode, parse


@dataclass
class Reading:
    """What was found while reading: problems, and the texts to show them in."""

    problems: list[Problem] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)

    @property
    def failed(self) -> bool:
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    def document(self, path: Path, *kinds: str) -> Document[Any] | None:
        """The document at `path`; None, with the problems noted, if it is none or not of one of `kinds`."""
        source = self.source(path)
        if source is None:
            return None
        document, problems = read(source)
        self.problems += problems
        if document and kinds and document.kind not in kinds:
            hint = f"Expected here: {' or '.join(f'assess/{kind}@1' for kind in kinds)}."
            message = f"the document is of the kind {document.kind}"
            self.problems.append(source.problem(("schema",), "DOC023", message, hint))
            return None
        return document

    def source(self, path: Path) -> Source | None:
        """The parsed text at `path`, None if it cannot be used."""
        name = shown(path)
        try:
            raw = _read_regular(path)
        except OSError as error:
            self.problems.append(problem_at(START, name, "DOC040", _why(error), _repair(error, path)))
            return None
        text, problems = decode(raw, name)
        self.problems += problems
        if text is None:
            return None
        self.texts[name] = text
        source, problems = parse(text, name)
        self.problems += problems
        return None if problems else source


def shown(path: Path) -> str:
    """The path as people should see it: relative to the current folder where that is shorter, with forward slashes."""
    try:
        relative = os.path.relpath(path)
    except ValueError:
        return path.as_posix()
    return Path(relative if len(relative) < len(str(path)) else path).as_posix()


def _read_regular(path: Path) -> bytes:
    """The bytes of a regular file. A pipe or device would block or never end, so it is refused."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        mode = os.fstat(file.fileno()).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(21, "it is a folder, not a file", str(path))
        if not stat.S_ISREG(mode):
            raise OSError(22, "it is not a regular file", str(path))
        return file.read(MOST_BYTES + 1)


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, PermissionError):
        return "the file may not be read"
    return f"the file cannot be read: {error.strerror}"


def _repair(error: OSError, path: Path) -> str:
    if isinstance(error, FileNotFoundError) and path.parent.is_dir():
        names = [entry.name for entry in path.parent.iterdir()]
        return did_you_mean(path.name, names, "Check the name.")
    return "Check its permissions." if isinstance(error, PermissionError) else ""
