"""The two libraries of the extra `office`: loaded when a workbook is written or read, and not before."""

from types import ModuleType


class OfficeMissingError(Exception):
    """The libraries for workbooks are not installed; the message says how to install them."""

    def __init__(self) -> None:
        super().__init__("workbooks need two more libraries: pip install 'customer-maturity-assess[office]'")


def writer() -> ModuleType:
    """The library that writes workbooks.

    Raises:
        OfficeMissingError: it is not installed.
    """
    try:
        import xlsxwriter
    except ImportError as error:
        raise OfficeMissingError from error
    return xlsxwriter


def reader() -> ModuleType:
    """The library that reads workbooks.

    Raises:
        OfficeMissingError: it is not installed.
    """
    try:
        import python_calamine
    except ImportError as error:
        raise OfficeMissingError from error
    return python_calamine
