"""What holds for every test."""

import ctypes
import ctypes.util
import os
import sys

import pytest


def pango_is_here() -> bool:
    name = "libpango-1.0.so.0" if sys.platform == "linux" else ctypes.util.find_library("pango-1.0")
    try:
        ctypes.CDLL(name or "libpango")
    except OSError:
        return False
    return True


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skips the PDFs where Pango is missing; in CI a missing Pango is a failure, not an excuse."""
    if os.environ.get("CI") or pango_is_here():
        return
    for item in items:
        if item.get_closest_marker("pdf"):
            item.add_marker(pytest.mark.skip(reason="Pango is missing: run .ci/setup"))
