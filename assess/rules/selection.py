"""Which codes are told: chosen by code or by the letters and digits that several begin with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from posixpath import join, normpath


@dataclass(frozen=True)
class Selection:
    """`select` and `ignore` are codes or their beginnings; the longest that fits decides, `ignore` on a tie.

    Without `select` all codes are chosen. `by_file` are more codes to ignore, where a pattern fits the file;
    `here` is where file names begin, as seen from where the patterns do.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    by_file: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    here: str = "."

    def tells(self, code: str, file: str) -> bool:
        """Whether this code is told of this file."""
        ignored = list(self.ignore)
        if self.by_file:
            name = normpath(join(self.here, file))
            ignored += [c for pattern, codes in self.by_file.items() if fits(name, pattern) for c in codes]
        chosen = _longest(code, self.select) if self.select else 0
        return chosen is not None and chosen > (
            -1 if (left_out := _longest(code, ignored)) is None else left_out
        )


def unknown_codes(codes: Iterable[str]) -> list[str]:
    """Those that no rule begins with."""
    from assess.rules.catalogue import CATALOGUE  # asked only where codes are given

    return [code for code in codes if not any(known.startswith(code) for known in CATALOGUE)]


def fits(file: str, pattern: str) -> bool:
    """Whether a pattern fits a file: its path, that of a folder around it, or a single name in it."""
    parts = file.split("/")
    folders = ("/".join(parts[:n]) for n in range(1, len(parts) + 1))
    wanted = pattern.removeprefix("./").rstrip("/")
    if "/" in wanted:
        return any(fnmatchcase(folder, wanted) for folder in folders)
    return any(fnmatchcase(part, wanted) for part in parts)


def _longest(code: str, beginnings: Iterable[str]) -> int | None:
    """The length of the longest beginning that fits; None where none does."""
    return max((len(one) for one in beginnings if code.startswith(one)), default=None)
