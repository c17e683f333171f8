"""Codes about kinds, keys and values: what does not fit the record that a document is read into."""

from assess.rules.rule import Told

RECORDS: tuple[Told, ...] = (
    Told(
        "DOC020",
        """Consists of keys.

        A document that begins with a dash is a list, and has no place for the key that names its kind.

        Fails:

            - schema: assess/vision@1
            #^
            - statement: Nobody repeats an order.

        Passes:

            schema: assess/vision@1
            statement: Nobody repeats an order.
        """,
    ),
    Told(
        "DOC021",
        """Names its kind.

        The key `schema` says what the document is and in which format it is written; file names are free.

        Fails:

            statement: Nobody repeats an order.
            #^

        Passes:

            schema: assess/vision@1
            statement: Nobody repeats an order.
        """,
    ),
    Told(
        "DOC022",
        """Names a kind that exists.

        `assess schema` lists the kinds. A number behind the `@` that this version does not know belongs to a
        newer program.

        Fails:

            schema: assess/visoin@1
            #       ^^^^^^^^^^^^^^^
            statement: Nobody repeats an order.

        Passes:

            schema: assess/vision@1
            statement: Nobody repeats an order.
        """,
    ),
    Told(
        "DOC023",
        """Is of the kind that belongs in its place.

        Some places take one kind only: `vision.yaml` a vision, `parts:` parts, an `answers` folder answers.

        Fails:

            # file: vision.yaml
            schema: assess/playbook@1
            #       ^^^^^^^^^^^^^^^^^
            questionnaire: bakery
            version: "1.0"

        Passes:

            # file: vision.yaml
            schema: assess/vision@1
            statement: Nobody repeats an order.
        """,
    ),
    Told(
        "DOC030",
        """Has no unknown keys.

        A misspelt key would be left out silently, and what stands behind it would count for nothing.

        Fails:

            schema: assess/vision@1
            statement: Nobody repeats an order.
            changes_for_costumers: The bread is ready at seven.
            #^^^^^^^^^^^^^^^^^^^^

        Passes:

            schema: assess/vision@1
            statement: Nobody repeats an order.
            changes_for_customers: The bread is ready at seven.
        """,
    ),
    Told(
        "DOC031",
        """Has the keys that it needs.

        The place is that of the record in which the key is missing.

        Fails:

            schema: assess/vision@1
            statement: Nobody repeats an order.
            needs: [{id: ready}]
            #       ^^^^^^^^^^^

        Passes:

            schema: assess/vision@1
            statement: Nobody repeats an order.
            needs: [{id: ready, text: To find the bread ready at seven.}]
        """,
    ),
    Told(
        "DOC032",
        """Has values of the right type.

        A number where a text is expected, a text where a list is expected. YAML reads `1.10` as a number and
        would drop its last zero; in quotes it is the text that was meant.

        Fails:

            schema: assess/answers@1
            questionnaire: customer-centricity
            version: 1.10
            #        ^^^^
            respondent: anna

        Passes:

            schema: assess/answers@1
            questionnaire: customer-centricity
            version: "1.1"
            respondent: anna
        """,
    ),
    Told(
        "DOC033",
        """Chooses among the words that are offered.

        Where a document takes one of a few words, any other has no meaning.

        Fails:

            schema: assess/answers@1
            questionnaire: customer-centricity
            version: "1.1"
            respondent: anna
            way: phone
            #    ^^^^^

        Passes:

            schema: assess/answers@1
            questionnaire: customer-centricity
            version: "1.1"
            respondent: anna
            way: interview
        """,
    ),
    Told(
        "DOC034",
        """Keeps numbers and lists within their limits.

        A negative weight, a share above 100 per cent or a ladder of one level cannot be computed with.

        Fails:

            schema: assess/questionnaire@1
            id: example
            version: "1"
            title: Example
            ladder: [{value: 1, name: Low}, {value: 2, name: High}]
            level: {method: cumulative, share: 120}
            #                                  ^^^

        Passes:

            schema: assess/questionnaire@1
            id: example
            version: "1"
            title: Example
            ladder: [{value: 1, name: Low}, {value: 2, name: High}]
            level: {method: cumulative, share: 65}
        """,
    ),
    Told(
        "DOC035",
        """Has ids that can stand anywhere.

        Ids become names of files, columns and links. They have letters, digits, dot, dash and underscore,
        begin with a letter or digit, and are at most 64 characters long.

        Fails:

            schema: assess/answers@1
            questionnaire: customer-centricity
            version: "1.1"
            respondent: Anna Weber
            #           ^^^^^^^^^^

        Passes:

            schema: assess/answers@1
            questionnaire: customer-centricity
            version: "1.1"
            respondent: anna-weber
        """,
    ),
    Told(
        "DOC036",
        """Has no empty texts.

        An empty text leaves a hole in the report. Where nothing is to be said, the key can go.

        Fails:

            schema: assess/vision@1
            statement: ""
            #          ^^

        Passes:

            schema: assess/vision@1
            statement: Nobody repeats an order.
        """,
    ),
    Told(
        "DOC037",
        """Has keys that agree with one another.

        Some keys need another or exclude it: *not applicable* needs a reason, a fact needs its owner, a
        question has one way to be answered. The message says which.

        Fails:

            schema: assess/answers@1
            questionnaire: customer-centricity
            version: "1.1"
            respondent: anna
            answers:
              F1.1: {state: not-applicable}
            #       ^^^^^^^^^^^^^^^^^^^^^^^

        Passes:

            schema: assess/answers@1
            questionnaire: customer-centricity
            version: "1.1"
            respondent: anna
            answers:
              F1.1: {state: not-applicable, reason: The holding keeps the budget.}
        """,
    ),
    Told(
        "DOC040",
        """Can be read.

        A file that a document or the command line names is missing, is a folder, a pipe or a loop of links,
        or may not be read. The message says which.
        """,
    ),
)
