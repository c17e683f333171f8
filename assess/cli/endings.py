"""How a command can end other than well, and the exit code of each way."""

from enum import IntEnum


class Exit(IntEnum):
    """The contract with scripts."""

    FINE = 0
    PROBLEMS = 1
    USAGE = 2
    ENVIRONMENT = 3
    INTERRUPTED = 130


class Ended(Exception):  # noqa: N818  # not every ending is an error
    """A command stops here: the message for people and the exit code for scripts."""

    def __init__(self, code: Exit, message: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def problems() -> Ended:
    """The problems have been shown already."""
    return Ended(Exit.PROBLEMS)


def usage(message: str) -> Ended:
    """The command line asks for something that is not there, or would lose something."""
    return Ended(Exit.USAGE, message)


def environment(message: str) -> Ended:
    """The machine lacks something."""
    return Ended(Exit.ENVIRONMENT, message)
