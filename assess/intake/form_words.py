"""What the form says, in the languages that it knows."""

from collections.abc import Mapping
from types import MappingProxyType

from assess.intake.handout import Handout
from assess.intake.interview.session import Session
from assess.intake.routing import minutes
from assess.model.answers import State
from assess.model.questionnaire import NumberAsked, Question
from assess.text.numbers import plain

_ENGLISH = {
    "point": ".",
    "skip": "To the questions",
    "for_person": "For {person}, who answers for {function}",
    "for_person_alone": "For {person}",
    "no_script": (
        "Here the form can only be read. To fill it in, save the attachment and open it in a browser (Edge, "
        "Chrome, Firefox or Safari) with JavaScript switched on; the preview of a mail program does not run "
        "it. If that fails, ask whoever sent you the form for the workbook."
    ),
    "before": "Before you begin",
    "count": "{count} questions, about {minutes} minutes, in one go or several.",
    "one": "One question, about {minutes} minutes.",
    "choose": (
        "Choose the highest statement that is true in every part. If the company has no figure, or nobody "
        "does it, that is an answer, too. Where you cannot say, say so: somebody else may know."
    ),
    "readers": (
        "Whoever does the assessment reads your answers; the report puts them together with those of others. "
        "It prints evidence as you write it, and no notes."
    ),
    "named": "The report may quote evidence and released words under your name.",
    "function": "The report names your department, never you.",
    "anonymous": "The report names neither you nor your department.",
    "smallest": "No table shows a group of fewer than {smallest} people by itself.",
    "save_often": (
        "Nothing is sent, and the page keeps nothing when it is closed: save your answers to a file, and "
        "send that file back to where this form came from."
    ),
    "filled_in": "What you have answered so far is filled in.",
    "progress": "Progress",
    "reviews": "Overview",
    "next_open": "Next open",
    "question": "question",
    "save": "Save",
    "unsaved": "Not saved yet",
    "load": "Go on with a file that you saved earlier",
    "load_hint": "It takes the place of what is entered here.",
    "replace": "What you have entered and not saved will be replaced. Go on?",
    "bring": "Please have at hand:",
    "shows": "What shows it:",
    "number": "A number",
    "number_in": "A number, in {unit}",
    "between": "From {least} to {most}.",
    "at_least": "At least {least}.",
    "at_most": "At most {most}.",
    "read_as": "Read as: {band}",
    "own_words": "In your own words",
    "release_named": "The report may print these words under my name",
    "release_function": "The report may print these words with my department's name",
    "release_anonymous": "The report may print these words without saying whose they are",
    "unknown": "I cannot say",
    "not_applicable": "This does not apply to the company",
    "reason": "Why does it not apply? (needed)",
    "wants_document": "Which document shows this? Please name it under Evidence and note.",
    "more": "Evidence and note",
    "evidence": "Evidence: what shows it. The report may print this.",
    "note": "Note, for whoever does the assessment. It is not printed.",
    "take_away": "Clear the answer",
    "end_title": "Save and send back",
    "end": "Save your answers to a file, and send it back to where this form came from.",
    "save_end": "Save to a file",
    "by_hand": "If no file can be saved here",
    "by_hand_hint": "Copy this text into a mail, and send it back to where this form came from.",
    "copy_text": "Copy the text",
    "copied": "The text is copied.",
    "done": "{done} of {of}",
    "left": "{done} of {of} answered, about {minutes} minutes left",
    "finished": "All {of} answered",
    "one_open": "One question is still open. You may leave it open.",
    "some_open": "{open} questions are still open. You may leave them open, or go on later.",
    "reason_missing": "Say why it does not apply; without a reason nobody can check it.",
    "no_number": "Write the number alone, such as 30 or 12.5.",
    "two_ways": "This can be read in two ways. Write it without a sign for thousands, such as 1250 or 1.25.",
    "one_mistake": "Not saved yet: one answer needs a look.",
    "some_mistakes": "Not saved yet: {count} answers need a look.",
    "saved": "Saved as {file}. Send this file back to where the form came from.",
    "loaded": "{file} is loaded.",
    "left_out": "Answers that do not fit this form: {count}. They were left out.",
    "no_answers": "This is no file that this form has saved. Nothing was loaded.",
    "other_respondent": (
        "This file holds the answers of {theirs}, and this form is for {ours}. Nothing was loaded."
    ),
    "other_questionnaire": (
        "This file answers the questionnaire {theirs}, and this form asks {ours}. Nothing was loaded."
    ),
    "other_version": (
        "This file answers version {theirs} of the questionnaire, and this form asks version {ours}. "
        "Nothing was loaded; ask whoever sent you the form."
    ),
}
_GERMAN = {
    "point": ",",
    "skip": "Zu den Fragen",
    "for_person": "Für {person}, {function}",
    "for_person_alone": "Für {person}",
    "no_script": (
        "Hier lässt sich das Formular nur lesen. Zum Ausfüllen speichern Sie bitte den Anhang und öffnen "
        "ihn in einem Browser (Edge, Chrome, Firefox oder Safari) mit eingeschaltetem JavaScript; die "
        "Vorschau eines Mailprogramms führt es nicht aus. Gelingt das nicht, bitten Sie die Absender um die "
        "Arbeitsmappe."
    ),
    "before": "Bevor Sie beginnen",
    "count": "{count} Fragen, etwa {minutes} Minuten, am Stück oder in Etappen.",
    "one": "Eine Frage, etwa {minutes} Minuten.",
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
    "smallest": "Keine Tabelle zeigt eine Gruppe von weniger als {smallest} Personen für sich.",
    "save_often": (
        "Nichts wird gesendet, und die Seite behält nichts, wenn sie geschlossen wird: Speichern Sie Ihre "
        "Antworten in einer Datei und schicken Sie diese dorthin zurück, woher das Formular kam."
    ),
    "filled_in": "Was Sie bisher geantwortet haben, ist eingetragen.",
    "progress": "Fortschritt",
    "reviews": "Übersicht",
    "next_open": "Nächste offene",
    "question": "Frage",
    "save": "Speichern",
    "unsaved": "Noch nicht gespeichert",
    "load": "Mit einer früher gespeicherten Datei weitermachen",
    "load_hint": "Sie ersetzt, was hier eingetragen ist.",
    "replace": "Was Sie eingetragen und nicht gespeichert haben, wird ersetzt. Weiter?",
    "bring": "Bitte bereithalten:",
    "shows": "Womit es sich zeigen lässt:",
    "number": "Eine Zahl",
    "number_in": "Eine Zahl, Einheit: {unit}",
    "between": "Von {least} bis {most}.",
    "at_least": "Mindestens {least}.",
    "at_most": "Höchstens {most}.",
    "read_as": "Gelesen als: {band}",
    "own_words": "In Ihren eigenen Worten",
    "release_named": "Der Bericht darf diese Worte unter meinem Namen drucken",
    "release_function": "Der Bericht darf diese Worte mit dem Namen meiner Abteilung drucken",
    "release_anonymous": "Der Bericht darf diese Worte drucken, ohne zu sagen, von wem sie sind",
    "unknown": "Das kann ich nicht sagen",
    "not_applicable": "Das trifft auf das Unternehmen nicht zu",
    "reason": "Warum trifft es nicht zu? (nötig)",
    "wants_document": "Welches Dokument zeigt das? Bitte nennen Sie es unter „Beleg und Notiz“.",
    "more": "Beleg und Notiz",
    "evidence": "Beleg: womit es sich zeigen lässt. Der Bericht darf dies drucken.",
    "note": "Notiz für die, die die Untersuchung durchführen. Sie wird nicht gedruckt.",
    "take_away": "Antwort löschen",
    "end_title": "Speichern und zurückschicken",
    "end": (
        "Speichern Sie Ihre Antworten in einer Datei und schicken Sie diese dorthin zurück, woher das "
        "Formular kam."
    ),
    "save_end": "In Datei speichern",
    "by_hand": "Wenn sich hier keine Datei speichern lässt",
    "by_hand_hint": (
        "Kopieren Sie diesen Text in eine Mail und schicken Sie ihn dorthin zurück, woher das Formular kam."
    ),
    "copy_text": "Text kopieren",
    "copied": "Der Text ist kopiert.",
    "done": "{done} von {of}",
    "left": "{done} von {of} beantwortet, noch etwa {minutes} Minuten",
    "finished": "Alle {of} beantwortet",
    "one_open": "Eine Frage ist noch offen. Sie darf offen bleiben.",
    "some_open": "{open} Fragen sind noch offen. Sie dürfen offen bleiben, oder Sie machen später weiter.",
    "reason_missing": "Bitte sagen Sie, warum es nicht zutrifft; ohne Grund kann es niemand prüfen.",
    "no_number": "Bitte nur die Zahl, etwa 30 oder 12,5.",
    "two_ways": "Das lässt sich auf zwei Arten lesen. Bitte ohne Tausenderzeichen, etwa 1250 oder 1,25.",
    "one_mistake": "Noch nicht gespeichert: Eine Antwort braucht einen Blick.",
    "some_mistakes": "Noch nicht gespeichert: {count} Antworten brauchen einen Blick.",
    "saved": "Gespeichert als {file}. Bitte dorthin zurückschicken, woher das Formular kam.",
    "loaded": "{file} ist geladen.",
    "left_out": "Antworten, die nicht zu diesem Formular passen: {count}. Sie wurden weggelassen.",
    "no_answers": "Das ist keine Datei, die dieses Formular gespeichert hat. Nichts wurde geladen.",
    "other_respondent": (
        "Diese Datei enthält die Antworten von {theirs}, und dieses Formular ist für {ours}. Nichts wurde "
        "geladen."
    ),
    "other_questionnaire": (
        "Diese Datei beantwortet den Fragebogen {theirs}, und dieses Formular fragt {ours}. Nichts wurde "
        "geladen."
    ),
    "other_version": (
        "Diese Datei beantwortet Fassung {theirs} des Fragebogens, und dieses Formular fragt Fassung "
        "{ours}. Nichts wurde geladen; fragen Sie bitte die Absender des Formulars."
    ),
}
_LANGUAGES: Mapping[str, Mapping[str, str]] = MappingProxyType({"en": _ENGLISH, "de": _GERMAN})


def is_spoken(language: str) -> bool:
    """Whether the form has words of its own in it."""
    return _base(language) in _LANGUAGES


def phrases(language: str) -> Mapping[str, str]:
    """The form's own words in a language; English where it does not know it."""
    return _LANGUAGES.get(_base(language), _ENGLISH)


def _base(language: str) -> str:
    return language.partition("-")[0].casefold()


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
    session = Session.begin(handout)
    count = len(session.questions)
    is_begun = any(session.answer(one).state is not State.UNANSWERED for one in session.questions)
    smallest = handout.engagement.smallest_group
    promises = [
        say["readers"],
        say[handout.attribution.value],
        *([say["smallest"].format(smallest=smallest)] if smallest > 1 else []),
    ]
    return [
        (say["one"] if count == 1 else say["count"]).format(count=count, minutes=minutes(count)),
        say["choose"],
        " ".join(promises),
        say["save_often"],
        *([say["filled_in"]] if is_begun else []),
    ]


def release(handout: Handout) -> str:
    """What it means to release one's own words, by how the report may name the respondent."""
    return phrases(handout.questionnaire.language)[f"release_{handout.attribution.value}"]


def number_label(unit: str, language: str) -> str:
    """What a field for a number asks for."""
    say = phrases(language)
    return say["number_in"].format(unit=unit) if unit else say["number"]


def bounds(asked: NumberAsked | Question, language: str) -> str:
    """Between which bounds a number lies; empty where there are none."""
    say = phrases(language)
    least, most = (
        "" if bound is None else plain(bound).replace(".", say["point"])
        for bound in (asked.least, asked.most)
    )
    form = say["between"] if least and most else say["at_least"] if least else say["at_most"] if most else ""
    return form.format(least=least, most=most)
