"""What is said where an optional library is not installed."""


class MissingLibraryError(Exception):
    """A command needs a library that only some installations have; the message says how to get it."""

    def __init__(self, purpose: str, library: str) -> None:
        super().__init__(
            f"{purpose} needs {library}; install it with the extra `office`: "
            'pip install "customer-maturity-assess[office]"'
        )
