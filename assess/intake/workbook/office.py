"""The two libraries of the extra `office`: loaded when a workbook is written or read, and not before."""

from typing import Any

from assess.intake.libraries import MissingLibraryError


class OfficeMissingError(MissingLibraryError):
    """The libraries for workbooks are not installed; the message says how to install them."""

    def __init__(self) -> None:
        super().__init__("a workbook", "xlsxwriter and python-calamine")


def writer() -> Any:
    """The library that writes workbooks.

    Raises:
        OfficeMissingError: it is not installed.
    """
    try:
        import xlsxwriter
    except ImportError as error:
        raise OfficeMissingError from error
    return xlsxwriter


def reader() -> Any:
    """The library that reads workbooks.

    Raises:
        OfficeMissingError: it is not installed.
    """
    try:
        import python_calamine
    except ImportError as error:
        raise OfficeMissingError from error
    return python_calamine
