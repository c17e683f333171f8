"""Codes about the file and its YAML."""

from assess.rules.rule import Told

YAML: tuple[Told, ...] = (
    Told(
        "DOC001",
        """Is YAML.

        Most often a text holds a colon or begins with a sign that YAML keeps for itself, and wants quotes; or
        a bracket or quote is not closed. Nothing in the file can be read until it is mended.

        Fails:

            schema: assess/vision@1
            statement: Our promise: nobody repeats an order.
            #                     ^

        Passes:

            schema: assess/vision@1
            statement: "Our promise: nobody repeats an order."
        """,
    ),
    Told(
        "DOC002",
        """Is saved as UTF-8.

        Other encodings turn names such as Zoë into something else on the next machine. In an editor, choose
        *Save with encoding* and UTF-8. UTF-16, which some spreadsheet programs write, is told here, too.
        """,
    ),
    Told(
        "DOC003",
        """Has at most 8 MB, and 200,000 keys and values.

        The whole built-in questionnaire has 0.2 MB and 9,000. A larger file is most likely not the one that
        was meant, and reading it would take the memory of everything else.
        """,
    ),
    Told(
        "DOC004",
        """Holds no control characters.

        They come from copying out of terminals and databases, cannot be seen, and are not allowed in YAML.
        Delete the character at the place that is told.
        """,
    ),
    Told(
        "DOC005",
        """Is not empty.

        A file without a line, or with comments alone, holds no document.
        """,
    ),
    Told(
        "DOC006",
        """Nests at most 40 levels.

        No kind of document needs more than fifteen; deeper nesting is a slip, or meant to break the reader.

        Fails:

            schema: assess/vision@1
            statement: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[Deep]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
            #                                                 ^

        Passes:

            schema: assess/vision@1
            statement: Nobody repeats an order.
        """,
    ),
    Told(
        "DOC010",
        """Uses no anchors and aliases.

        `&name` and `*name` save writing and cost reading; a few lines of them can grow to gigabytes. A text
        that begins with one of these signs wants quotes.

        Fails:

            schema: assess/vision@1
            statement: &promise Nobody repeats an order.
            #          ^
            changes_for_customers: *promise
            #                      ^^^^^^^^

        Passes:

            schema: assess/vision@1
            statement: Nobody repeats an order.
            changes_for_customers: Nobody repeats an order.
        """,
    ),
    Told(
        "DOC011",
        """Has plain texts as keys.

        YAML takes a line that begins with a bracket for a list or mapping, and that cannot be a key.

        Fails:

            schema: assess/vision@1
            statement: Nobody repeats an order.
            [horizon]: 2028-12-31
            #^^^^^^^^

        Passes:

            schema: assess/vision@1
            statement: Nobody repeats an order.
            horizon: 2028-12-31
        """,
    ),
    Told(
        "DOC012",
        """Has each key once.

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
    Told(
        "DOC013",
        """Has finite numbers.

        Nothing can be computed with infinity or with what is not a number.

        Fails:

            schema: assess/questionnaire@1
            id: example
            version: "1"
            title: Example
            ladder: [{value: 1, name: Low}, {value: 2, name: High}]
            level: {method: thresholds, from: [-.inf, 2]}
            #                                  ^^^^^

        Passes:

            schema: assess/questionnaire@1
            id: example
            version: "1"
            title: Example
            ladder: [{value: 1, name: Low}, {value: 2, name: High}]
            level: {method: thresholds, from: [0, 2]}
        """,
    ),
    Told(
        "DOC014",
        """Has numbers of at most 40 digits.

        Scores are exact, and exact numbers of a thousand digits would take for ever. A long number is most
        likely a name, such as that of an article, and wants quotes.

        Fails:

            schema: assess/questionnaire@1
            id: example
            version: "1"
            title: Example
            ladder: [{value: 1, name: Low}, {value: 2, name: High}]
            level: {method: thresholds, from: [0, 1e400]}
            #                                     ^^^^^

        Passes:

            schema: assess/questionnaire@1
            id: example
            version: "1"
            title: Example
            ladder: [{value: 1, name: Low}, {value: 2, name: High}]
            level: {method: thresholds, from: [0, 1.4]}
        """,
    ),
    Told(
        "DOC015",
        """Uses no tags.

        With tags such as `!!python/name` a document could run a program on the reader's machine. Types follow
        from how a value is written: with quotes it is a text.

        Fails:

            schema: assess/vision@1
            statement: !!str Nobody repeats an order.
            #          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

        Passes:

            schema: assess/vision@1
            statement: Nobody repeats an order.
        """,
    ),
    Told(
        "DOC016",
        r"""Holds no control characters in quoted texts.

        An escape such as `\e` would change the colours of a terminal or break a page of the report.

        Fails:

            schema: assess/vision@1
            statement: "Nobody \e[1mrepeats\e[0m an order."
            #          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

        Passes:

            schema: assess/vision@1
            statement: "Nobody repeats an order."
        """,
    ),
)
