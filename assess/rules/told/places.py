"""Codes about documents that belong together: questionnaires and their parts, and what is in engagements."""

from assess.rules.rule import Told
from assess.text.problems import Severity

PLACES: tuple[Told, ...] = (
    Told(
        "QUE001",
        """Lists parts that exist.

        A questionnaire without one of its parts would be scored without its questions.

        Fails:

            parts: [technology.yaml]
            #       ^^^^^^^^^^^^^^^

        Passes:

            parts: []
        """,
    ),
    Told(
        "QUE002",
        """Keeps its parts beside it.

        A questionnaire is one folder, so that it can be copied, sent and compared as a whole.

        Fails:

            parts: [../technology.yaml]
            #       ^^^^^^^^^^^^^^^^^^

        Passes:

            parts: []
        """,
    ),
    Told(
        "QUE003",
        """Belongs, as a part, to a questionnaire.

        A part that the questionnaire.yaml beside it does not list counts for nothing.

        Fails:

            # file: alone/technology.yaml
            schema: assess/part@1
            #^
            sections: []

        Passes:

            # file: alone/technology.yaml
            schema: assess/part@1
            sections: []
            # file: alone/questionnaire.yaml
            parts: [technology.yaml]
        """,
    ),
    Told(
        "QUE004",
        """Lists each part once.

        The questions of a part that is listed twice would be asked twice.

        Fails:

            parts: [a.yaml, a.yaml]
            #               ^^^^^^
            # file: alone/a.yaml
            schema: assess/part@1

        Passes:

            parts: [a.yaml]
            # file: alone/a.yaml
            schema: assess/part@1
        """,
    ),
    Told(
        "ENG001",
        """Is an engagement.

        The folder that a command is given holds no engagement.yaml. `assess new DIR` makes one.
        """,
    ),
    Told(
        "ENG002",
        """Names a questionnaire that can be found.

        It is looked up in the engagement's folder `questionnaire/`, then among those that the program brings
        along; `assess questionnaires` lists these.

        Fails:

            questionnaire: bakerei
            #              ^^^^^^^

        Passes:

            questionnaire: bakery
        """,
    ),
    Told(
        "ENG003",
        """Names the version of its questionnaire that is there.

        Answers to one version are not answers to another. Keep the old version in the folder
        `questionnaire/`, or look at what has changed and then name the new one.

        Fails:

            version: "0.9"
            #        ^^^^^

        Passes:

            version: "1.0"
        """,
    ),
    Told(
        "ENG006",
        """Names a language that the questionnaire is translated into.

        A translation is an overlay beside questionnaire.yaml; `assess questionnaires ID --translate LANG`
        prints one to fill in.

        Fails:

            language: fr
            #         ^^

        Passes:

            language: de
        """,
    ),
    Told(
        "ENG005",
        """Stands where a command reads it.

        Answers beside the folder `answers` count for nothing, and nobody would notice.

        Fails:

            # file: assessments/2026-11-02/anna.yaml
            schema: assess/answers@1
            #       ^^^^^^^^^^^^^^^^
            questionnaire: bakery
            version: "1.0"
            respondent: anna

        Passes:

            # file: assessments/2026-11-02/answers/anna.yaml
            schema: assess/answers@1
            questionnaire: bakery
            version: "1.0"
            respondent: anna
        """,
        Severity.WARNING,
    ),
)
