"""What the form says, in the languages that it knows."""

from collections.abc import Mapping
from types import MappingProxyType

from assess.intake.handout import Handout
from assess.intake.routing import minutes
from assess.model.answers import Attribution

_ENGLISH = {
    "skip": "To the questions",
    "for_person": "For {person}, who answers for {function}",
    "for_person_alone": "For {person}",
    "count": "{count} questions, about {minutes} minutes, in one go or several.",
    "choose": (
        "Choose the highest statement that is true in every part. If the company has no figure, or nobody"
        " does it, that is an answer, too. Where you cannot say, say so: somebody else may know."
    ),
    "readers": (
        "Whoever does the assessment reads your answers; the report puts them together with those of "
        "others. It prints evidence as you write it, and no notes."
    ),
    "named": "The report may quote evidence and released words under your name.",
    "function": "The report names your department, never you.",
    "anonymous": "The report names neither you nor your department.",
    "save_often": (
        "Nothing is sent and nothing is kept in this page: save your answers to a file, and send that "
        "file back to where this form came from."
    ),
    "no_script": (
        "This form needs JavaScript. Open the file in a browser instead of the preview of your mail "
        "program, or ask for the workbook."
    ),
    "progress": "Progress",
    "reviews": "Reviews",
    "next_open": "Next open question",
    "save": "Save to a file",
    "load_title": "Going on later",
    "load_hint": "Saved before? Load your file here and go on.",
    "load": "Load a saved file",
    "replace": "Answers that you have not saved will be replaced. Go on?",
    "bring": "Please bring:",
    "shows": "Evidence:",
    "number": "The number itself",
    "own_words": "In your own words",
    "release": "The report may print these words",
    "unknown": "I cannot say",
    "not_applicable": "This does not apply to the company",
    "reason": "Why does it not apply?",
    "more": "Evidence and note",
    "evidence": "What shows it? The report may print this.",
    "note": "Note, for whoever does the assessment",
    "take_away": "Clear the answer",
    "end_title": "That was the last question",
    "end": "Save your answers to a file, and send it back to where this form came from.",
    "done": "{done} of {of}",
    "left": "{done} of {of} answered, about {minutes} minutes left",
    "finished": "All {of} answered. Save to a file.",
    "reason_missing": "Say why it does not apply; without a reason nobody can check it.",
    "no_number": "Write the number alone, such as 30 or 12.5.",
    "too_small": "It is at least {least}.",
    "too_large": "It is at most {most}.",
    "not_saved": "Not saved yet: an answer needs a look.",
    "saved": "Saved as {file}. Send this file back to where the form came from.",
    "loaded": "{file} is loaded.",
    "no_answers": "This file holds no answers of this form.",
    "other": "This file is for {theirs}, and this form for {ours}.",
}
_GERMAN = {
    "skip": "Zu den Fragen",
    "for_person": "Für {person}, {function}",
    "for_person_alone": "Für {person}",
    "count": "{count} Fragen, etwa {minutes} Minuten, am Stück oder in Etappen.",
    "choose": (
        "Wählen Sie die höchste Aussage, die in allen Teilen zutrifft. Auch dass es keine Zahl gibt oder "
        "niemand es tut, ist eine Antwort. Wo Sie es nicht wissen, sagen Sie es: Vielleicht weiß es "
        "jemand anderes."
    ),
    "readers": (
        "Ihre Antworten liest, wer die Untersuchung durchführt; der Bericht fasst sie mit anderen "
        "zusammen. Belege druckt er, wie Sie sie schreiben, Notizen nicht."
    ),
    "named": "Der Bericht darf Belege und freigegebene Worte unter Ihrem Namen anführen.",
    "function": "Der Bericht nennt Ihre Abteilung, nie Sie selbst.",
    "anonymous": "Der Bericht nennt weder Sie noch Ihre Abteilung.",
    "save_often": (
        "Nichts wird gesendet, und diese Seite behält nichts: Speichern Sie Ihre Antworten in einer Datei"
        " und schicken Sie diese dorthin zurück, woher das Formular kam."
    ),
    "no_script": (
        "Dieses Formular braucht JavaScript. Öffnen Sie die Datei in einem Browser statt in der Vorschau "
        "Ihres Mailprogramms, oder bitten Sie um die Arbeitsmappe."
    ),
    "progress": "Fortschritt",
    "reviews": "Teile",
    "next_open": "Nächste offene Frage",
    "save": "In Datei speichern",
    "load_title": "Später weitermachen",
    "load_hint": "Schon einmal gespeichert? Laden Sie hier Ihre Datei und machen Sie weiter.",
    "load": "Gespeicherte Datei laden",
    "replace": "Antworten, die noch nicht gespeichert sind, werden ersetzt. Weiter?",
    "bring": "Bitte bereithalten:",
    "shows": "Beleg:",
    "number": "Die Zahl selbst",
    "own_words": "In Ihren eigenen Worten",
    "release": "Der Bericht darf diese Worte drucken",
    "unknown": "Das kann ich nicht sagen",
    "not_applicable": "Das trifft auf das Unternehmen nicht zu",
    "reason": "Warum trifft es nicht zu?",
    "more": "Beleg und Notiz",
    "evidence": "Womit lässt es sich zeigen? Der Bericht darf dies drucken.",
    "note": "Notiz für die, die die Untersuchung durchführen",
    "take_away": "Antwort löschen",
    "end_title": "Das war die letzte Frage",
    "end": (
        "Speichern Sie Ihre Antworten in einer Datei und schicken Sie diese dorthin zurück, woher das "
        "Formular kam."
    ),
    "done": "{done} von {of}",
    "left": "{done} von {of} beantwortet, noch etwa {minutes} Minuten",
    "finished": "Alle {of} beantwortet. Bitte in Datei speichern.",
    "reason_missing": "Bitte sagen Sie, warum es nicht zutrifft; ohne Grund kann es niemand prüfen.",
    "no_number": "Bitte nur die Zahl, etwa 30 oder 12,5.",
    "too_small": "Mindestens {least}.",
    "too_large": "Höchstens {most}.",
    "not_saved": "Noch nicht gespeichert: Eine Antwort braucht einen Blick.",
    "saved": "Gespeichert als {file}. Bitte dorthin zurückschicken, woher das Formular kam.",
    "loaded": "{file} ist geladen.",
    "no_answers": "Diese Datei enthält keine Antworten dieses Formulars.",
    "other": "Diese Datei ist für {theirs}, dieses Formular für {ours}.",
}
_LANGUAGES: Mapping[str, Mapping[str, str]] = MappingProxyType({"en": _ENGLISH, "de": _GERMAN})


def phrases(language: str) -> Mapping[str, str]:
    """The form's own words in a language; English where it does not know it."""
    return _LANGUAGES.get(language.partition("-")[0].casefold(), _ENGLISH)


def for_person(handout: Handout) -> str:
    """Whose form it is."""
    say = phrases(handout.questionnaire.language)
    functions = {one.id: one.name for one in handout.questionnaire.functions}
    function = functions.get(handout.person.function, handout.person.function)
    line = say["for_person"] if function else say["for_person_alone"]
    return line.format(person=handout.person.name, function=function)


def guide(handout: Handout) -> list[str]:
    """What a respondent wants to know before the first question."""
    say = phrases(handout.questionnaire.language)
    count = len(handout.questions)
    attribution = {
        Attribution.NAMED: say["named"],
        Attribution.FUNCTION: say["function"],
        Attribution.ANONYMOUS: say["anonymous"],
    }[handout.attribution]
    return [
        say["count"].format(count=count, minutes=minutes(count)),
        say["choose"],
        f"{say['readers']} {attribution}",
        say["save_often"],
    ]
