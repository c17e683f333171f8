"""The report's HTML as a PDF that screen readers and archives accept: PDF/A-3a and PDF/UA-1 in one file.

WeasyPrint does the work, and `tagging` what it leaves open. The same input gives the same bytes on the same
machine: dates come in as an argument, and nothing is read from disk or network.
"""

from __future__ import annotations

import gc
import io
import os
from base64 import b64decode
from binascii import Error as Base64Error
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes
from warnings import catch_warnings, simplefilter

from assess.report.paper import for_paper

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_SVG = {"Content-Type": "image/svg+xml"}
_HERE = "report:"  # with a base, a relative address reaches the fetcher, as it is written
_FIX = (
    "The PDF needs the Pango library, which is not installed. "
    "Debian, Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0. "
    "macOS: brew install pango. Windows: install pango with MSYS2. The HTML report needs none of it."
)


class PangoMissing(RuntimeError):  # noqa: N818 (named for what is the case)
    """The system library behind WeasyPrint cannot be loaded; the message says how to install it."""

    def __init__(self, reason: str = "") -> None:
        super().__init__(_FIX)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Attached:
    """A file to embed; `relation` is "Data", "Source", "Supplement" or "Alternative"."""

    name: str
    content: bytes
    description: str
    relation: str = "Data"


@dataclass(frozen=True, slots=True)
class Pdf:
    """The finished file, its number of pages, and the page on which each anchor begins (from 1).

    `refused` lists the addresses that the HTML asked for and that were not among the resources, each once,
    in order.
    """

    content: bytes
    pages: int
    places: Mapping[str, int]
    refused: tuple[str, ...]


def render(
    html: str,
    *,
    resources: Mapping[str, bytes],
    title: str,
    author: str,
    day: date,
    attached: Sequence[Attached] = (),
) -> Pdf:
    """The PDF of a whole HTML document, which must name its language and title.

    `resources` maps the names that the HTML may ask for ("fonts/x.woff2", "logo.png") to their bytes; a
    data: address is served only if it holds the bytes of one of them. Raises PangoMissing.
    """
    weasyprint = _weasyprint()
    from assess.report.tagging import finish

    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    paper, shelf = for_paper(html, resources)
    fetcher = _fetcher(shelf)
    with _clock_at(noon), _no_collecting():
        page = weasyprint.HTML(string=paper, base_url=_HERE, url_fetcher=fetcher)
        document = page.render(pdf_variant="pdf/a-3a", pdf_tags=True)
        document.metadata.title = title
        document.metadata.authors = [author]
        document.metadata.created = document.metadata.modified = f"{noon:%Y-%m-%dT%H:%M:%S}+00:00"
        _mark_as_ua(document.metadata)
        document.metadata.attachments = [_attachment(weasyprint, one, noon) for one in attached]
        with catch_warnings():
            simplefilter("ignore", ResourceWarning)  # WeasyPrint leaves its colour profile open
            content = document.write_pdf(
                pdf_variant="pdf/a-3a",
                pdf_identifier=True,
                finisher=finish,
            )
    return Pdf(content, len(document.pages), _places(document), tuple(fetcher.refused))


def _places(document: Any) -> dict[str, int]:
    """The page that each anchor begins on."""
    places: dict[str, int] = {}
    for number, page in enumerate(document.pages, 1):
        for anchor in page.anchors:
            places.setdefault(anchor, number)
    return places


# PDF/A wants every foreign property described, so the mark of PDF/UA brings its description along.
_UA = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Which part of ISO 14289 the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


def _mark_as_ua(metadata: Any) -> None:
    plain = metadata.generate_rdf_metadata

    def marked(variant: str, version: int, conformance: str) -> bytes:
        rdf: bytes = plain(variant, version, conformance)
        return rdf.replace(b"</rdf:RDF>", _UA + b"</rdf:RDF>")

    metadata.generate_rdf_metadata = marked


def _weasyprint() -> Any:
    try:
        with redirect_stdout(io.StringIO()):  # without Pango it prints a banner of its own
            import weasyprint
    except OSError as error:
        raise PangoMissing(str(error)) from error
    return weasyprint


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Boxes point at each other; to look for dead ones among them takes an eighth of the time."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


@contextmanager
def _clock_at(moment: datetime) -> Iterator[None]:
    """Font subsets carry a date of their own; this is the only way to set it."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(int(moment.timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before


def _fetcher(resources: Mapping[str, bytes]) -> Any:
    """A fetcher that knows the given names and nothing else; its base class is loaded late."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    known = frozenset(resources.values())

    class Shelf(URLFetcher):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__(allowed_protocols=())
            self.refused: list[str] = []

        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002 (the signature is WeasyPrint's)
            content = _inline(url) if url[:5].lower() == "data:" else resources.get(url)
            if content is None or (url[:5].lower() == "data:" and content not in known):
                shown = url if len(url) <= 80 else url[:77] + "..."  # noqa: PLR2004 (a line of a terminal)
                if shown not in self.refused:
                    self.refused.append(shown)
                raise ValueError(f"not among the report's resources: {shown}")
            return URLFetcherResponse(url, content, _SVG if url.endswith(".svg") else None)

    return Shelf()


def _inline(url: str) -> bytes | None:
    head, comma, body = url.partition(",")
    if not comma:
        return None
    try:
        return (
            b64decode(unquote_to_bytes(body), validate=True)
            if head.endswith(";base64")
            else unquote_to_bytes(body)
        )
    except Base64Error:
        return None


def _attachment(weasyprint: Any, one: Attached, moment: datetime) -> Any:
    return weasyprint.Attachment(
        string=one.content,
        name=one.name,
        description=one.description,
        created=moment,
        modified=moment,
        relationship=one.relation,
    )
