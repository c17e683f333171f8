"""What survey tools write above their own columns, in English and German, in one spelling for all.

Sources: exports as the tools' manuals describe them (Google Forms, Microsoft Forms, Qualtrics data sets,
LimeSurvey response exports, SurveyMonkey exports of all responses).
"""

import re
import unicodedata

_SIGNS = re.compile(r"[\W_]+")
_TAG = re.compile(r"<[^>]{0,500}>")


def spelt(text: str) -> str:
    """Letters and digits alone, without capitals: `Start Date`, `start_date` and `StartDate` are one."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text).casefold())


def plain(text: str) -> str:
    """In one line and without the tags that some tools leave in their headers."""
    return " ".join(_TAG.sub(" ", text).replace("\xa0", " ").split())


def _all(*names: str) -> frozenset[str]:
    return frozenset(map(spelt, names))


IDENTITY = _all(
    *("Email", "E-Mail", "Email Address", "E-Mail-Adresse", "Username", "User name", "Nutzername"),
    *("Name", "Full name", "First Name", "Last Name", "Vorname", "Nachname", "Benutzername"),
    *("IP Address", "IPAddress", "IP-Adresse", "ipaddr", "Phone", "Telefon", "Telefonnummer", "Phone number"),
    *(
        "RecipientEmail",
        "RecipientFirstName",
        "RecipientLastName",
        "ExternalReference",
        "External Data Reference",
    ),
    *("LocationLatitude", "LocationLongitude", "Recipient Email", "Recipient First Name"),
    *(
        "Recipient Last Name",
        "Location Latitude",
        "Location Longitude",
        "token",
        "Access code",
        "Zugangscode",
    ),
    *("Zugangsschlüssel", "User", "Respondent name", "Name des Teilnehmers"),
)
"""Columns that say who somebody is. They are read only where a mapping names them."""

GOOGLE_TIME = _all("Timestamp", "Zeitstempel")
GOOGLE = GOOGLE_TIME | _all("Score", "Punktzahl", "Punktestand")

MICROSOFT_TIMES = (_all("Start time", "Startzeit"), _all("Completion time", "Fertigstellungszeit"))
MICROSOFT = _all(
    *("ID", "Start time", "Startzeit", "Completion time", "Fertigstellungszeit"),
    *("Last modified time", "Uhrzeit der letzten Änderung", "Zeitpunkt der letzten Änderung"),
    *("Language", "Sprache", "Total points", "Gesamtpunktzahl", "Quiz feedback", "Quiz-Feedback"),
)

QUALTRICS = _all(
    *("StartDate", "EndDate", "Status", "Progress", "Duration (in seconds)", "Finished", "RecordedDate"),
    *("ResponseId", "_recordId", "duration", "DistributionChannel", "UserLanguage", "ResponseID"),
    *("Start Date", "End Date", "Response Type", "Recorded Date", "Response ID", "Distribution Channel"),
    *("User Language", "Q_RecaptchaScore", "Q_RelevantIDDuplicate", "Q_TotalDuration", "ResponseSet"),
)

LIMESURVEY = _all(
    *("id", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp", "refurl"),
    *("interviewtime", "Response ID", "Date submitted", "Last page", "Start language", "Date started"),
    *("Date last action", "Referrer URL", "Total time", "Antwort ID", "Datum Abgeschickt", "Letzte Seite"),
    *("Start-Sprache", "Zufallsstartwert", "Datum gestartet", "Datum letzte Aktivität", "Verweis-URL"),
    *("Weiterleitende URL", "Gesamtzeit", "Datum der Abgabe"),
)
LIMESURVEY_PAGE = _all("lastpage", "Last page", "Letzte Seite")
LIMESURVEY_LANGUAGE = _all("startlanguage", "Start language", "Start-Sprache")

SURVEYMONKEY_ID = _all("Respondent ID", "Befragten-ID", "Teilnehmer-ID", "Befragungsteilnehmer-ID")
SURVEYMONKEY_COLLECTOR = _all(
    "Collector ID", "Collector-ID", "Kollektor-ID", "Sammler-ID", "Beitragssammler-ID"
)
SURVEYMONKEY = (
    SURVEYMONKEY_ID
    | SURVEYMONKEY_COLLECTOR
    | _all(
        *("Start Date", "End Date", "Date Created", "Date Modified", "Startdatum", "Enddatum"),
        *("Erstellungsdatum", "Änderungsdatum", "Anfangsdatum"),
        *(
            f"{words} {number}"
            for words in ("Custom Data", "Custom", "Benutzerdefinierte Daten")
            for number in range(1, 7)
        ),
    )
)
SURVEYMONKEY_SINGLE = _all(
    "",
    "Response",
    "Open-Ended Response",
    "Antwort",
    "Offene Antwort",
    "Offen beantwortete Frage",
    "Beantwortung",
)
"""What stands in the second row where a question has one column."""

RESPONSE_NUMBER = SURVEYMONKEY_ID | _all("ID", "Response ID", "ResponseId", "_recordId", "Antwort ID")
"""Columns in which the tool numbers its answers: whoever exports again finds the same number there."""
