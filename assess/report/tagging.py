"""What WeasyPrint 70 leaves open before a file is PDF/UA-1 and PDF/A-3a, finished on its own objects.

The role of running heads, the scope of table heads, the words of links, one list of attachments.
All of it was found with a checker of both standards; a test runs it on every kind of part.
"""

from __future__ import annotations

from typing import Any

import pydyf  # type: ignore[import-untyped]


def finish(document: Any, pdf: Any) -> None:
    """Mend the objects of a document that is about to be written."""
    _running_heads(pdf)
    for part in _elements(pdf):
        if part.get("S") == "/TH":
            part["A"]["Scope"] = "/Column" if _row_group(pdf, part) == "/THead" else "/Row"
    for page in document.pages:
        for _, _, _, box in page.links:
            words = " ".join("".join(box.element.itertext()).split())
            if words and box.link_annotation:
                box.link_annotation["Contents"] = pydyf.String(words)
    _object(pdf, pdf.catalog["Metadata"]).compress = False  # search engines and checkers read it as it lies
    keep_last_bytes(pdf)
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))


def keep_last_bytes(pdf: Any) -> None:
    """A compressed stream must not end in a return: readers may take it for the end of the line."""
    for stream in pdf.objects:
        if isinstance(stream, pydyf.Stream) and stream.compress and stream.data.endswith(b"\r\nendstream"):
            stream.compress = False


def _elements(pdf: Any) -> list[Any]:
    return [
        one for one in pdf.objects if isinstance(one, pydyf.Dictionary) and one.get("Type") == "/StructElem"
    ]


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _row_group(pdf: Any, cell: Any) -> str:
    row = _object(pdf, cell["P"])
    return str(_object(pdf, row["P"])["S"])


def _running_heads(pdf: Any) -> None:
    """WeasyPrint tags running heads as content that hangs nowhere; here they become artifacts."""
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    reached = _reached(pdf, root["K"][0])
    by_page = dict(zip(pdf.page_references, _object(pdf, root["ParentTree"])["Nums"][1::2], strict=False))
    for part in _elements(pdf):
        if part.number in reached:
            continue
        numbers = [kid for kid in part["K"] if isinstance(kid, int)]
        if numbers:
            stream = _object(pdf, _object(pdf, part["Pg"])["Contents"]).stream
            for number in numbers:
                _as_artifact(stream, number)
                by_page[part["Pg"]][number] = "null"
        part.clear()


def _reached(pdf: Any, document: bytes) -> set[int]:
    reached: set[int] = set()
    waiting = [document]
    while waiting:
        part = _object(pdf, waiting.pop())
        reached.add(part.number)
        waiting.extend(kid for kid in part.get("K", ()) if isinstance(kid, bytes))
    return reached


def _as_artifact(stream: list[Any], number: int) -> None:
    for at, thing in enumerate(stream):
        if isinstance(thing, pydyf.Dictionary) and thing.get("MCID") == number and stream[at + 1] == b"BDC":
            stream[at - 1] = "/Artifact"
            stream[at] = pydyf.Dictionary({"Type": "/Pagination"})
            return
