"""Where the bundled questionnaires, report templates, examples and JSON Schemas are."""

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


def bundled(name: str) -> Path:
    """The folder `questionnaires`, `report_templates`, `examples` or `docs/schemas`.

    An installed wheel carries them inside the package; in a checkout, and so in an editable install, they
    stand beside it.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    for place in (_PACKAGE / "_bundled" / name, _PACKAGE.parent / name):
        if place.is_dir():
            return place
    message = f"the folder {name} is missing from the installation; install the program again"
    raise FileNotFoundError(message)
