"""The executive summary of the demo's report as a picture."""

import subprocess
import sys
import tempfile
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL.Image import Dither, Quantize

WIDTH = 1000  # pixels, enough for the small print
COLOURS = 64  # the edges of letters, and the few colours of the report
SUMMARY = 1  # its page, counted from 0


def summary_picture() -> bytes:
    """A PNG; the same report and libraries give the same bytes."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(  # noqa: S603  # nobody else names the folder
            [sys.executable, "-m", "assess", "demo", folder], check=True, stdout=subprocess.DEVNULL
        )
        pdf = (Path(folder) / "out" / "report.pdf").read_bytes()
    page = pypdfium2.PdfDocument(pdf)[SUMMARY]
    picture = page.render(scale=WIDTH / page.get_width()).to_pil().convert("RGB")
    written = BytesIO()
    picture.quantize(COLOURS, method=Quantize.MAXCOVERAGE, dither=Dither.NONE).save(
        written, "PNG", optimize=True
    )
    return written.getvalue()
