"""Codes about the comments that suppress warnings."""

from assess.rules.rule import Told
from assess.text.problems import Severity

COMMENTS: tuple[Told, ...] = (
    Told(
        "DOC050",
        """Suppresses only warnings that would be told.

        A comment that suppresses nothing hides the next finding in its line, and lets readers look for a
        fault that has long been mended.

        Fails:

            schema: assess/vision@1
            statement: Nobody repeats an order.  # assess: ignore[VIS018] the owner speaks for himself
            #                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

        Passes:

            schema: assess/vision@1
            statement: Nobody repeats an order.
        """,
        Severity.WARNING,
    ),
    Told(
        "DOC051",
        """Gives a reason for each suppression.

        Whoever reads the document next year should not have to guess why a warning may stay.

        Fails:

            schema: assess/vision@1
            # assess: ignore[VIS018]
            #^^^^^^^^^^^^^^^^^^^^^^^
            statement: Nobody repeats an order.

        Passes:

            schema: assess/vision@1
            # assess: ignore[VIS018] the statement says it
            statement: Nobody repeats an order.
        """,
        Severity.WARNING,
    ),
    Told(
        "DOC052",
        """Suppresses codes that exist, and warnings only.

        An error makes a document unusable; a comment does not change that.

        Fails:

            schema: assess/vision@1
            # assess: ignore[DOC031, VIS918] agreed with the client
            #                ^^^^^^  ^^^^^^
            statement: Nobody repeats an order.

        Passes:

            schema: assess/vision@1
            statement: Nobody repeats an order.
        """,
        Severity.WARNING,
    ),
)
