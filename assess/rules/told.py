"""The codes that are told while documents are found and read, and what stands behind each."""

from assess.rules.rule import Told

TOLD: tuple[Told, ...] = (
    Told(
        "DOC012",
        """A key stands once.

        YAML would silently take one of the two values, and nobody would know which.

        Fails:

            schema: assess/vision@1
            statement: Regulars never repeat an order.
            statement: Every regular is known by name.
            #^^^^^^^^

        Passes:

            schema: assess/vision@1
            statement: Regulars never repeat an order, and are known by name.
        """,
    ),
)
