"""The libraries of the extra `office`: loaded when a workbook is written or read, and not before."""

from typing import Any


class MissingLibraryError(Exception):
    """A command needs a library that only some installations have; the message says how to get it."""

    def __init__(self, purpose: str, library: str) -> None:
        super().__init__(
            f"{purpose} needs {library}; install it with the extra `office`: "
            'pip install "customer-maturity-assess[office]"'
        )


def workbook_writer() -> Any:
    """The library that writes workbooks.

    Raises:
        MissingLibraryError: it is not installed.
    """
    try:
        import xlsxwriter
    except ImportError:
        raise MissingLibraryError("writing a workbook", "xlsxwriter") from None
    return xlsxwriter


def workbook_reader() -> Any:
    """The library that reads workbooks.

    Raises:
        MissingLibraryError: it is not installed.
    """
    try:
        import python_calamine
    except ImportError:
        raise MissingLibraryError("reading a workbook", "python-calamine") from None
    return python_calamine
