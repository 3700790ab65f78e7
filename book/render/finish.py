"""The last hand on the PDF, in the terms of ISO 32000-1, before WeasyPrint writes it out.

WeasyPrint's public `finisher` gives us the unwritten file as pydyf objects. Here it gets what WeasyPrint
does not do itself: page labels that equal the folios, hyphens that a reader's copy and paste takes
away again, running heads that assistive technology skips, black as one ink, and the mark of PDF/UA.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

from fontTools.ttLib import TTFont

from book.render.greys import make_grey

_RGB = re.compile(rb"([\d.]+) ([\d.]+) ([\d.]+) (rg|RG)")

_AWAY = 1.0  # mm between what is bled off and the crop marks
_MARK = 4.0  # mm: the length of a crop mark
_MARK_WIDTH = 0.305  # mm: just above what printers set as the least width of a line

_PDF_UA = b"""<rdf:Description rdf:about="" \
xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Which part of ISO 14289 the file conforms to</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property>\
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>"""


def finish(
    pdf: Any, labels: Sequence[str], standard: str = "pdf/a", condition: str = "", *, grey: bool = False
) -> None:
    """Finish a pydyf.PDF in place. `labels` are the folios, one per page.

    `condition` names the printing condition that a "pdf/x-1a" is for; `grey`: nothing in it is in colour.
    """
    streams = _streams(pdf)
    if grey:
        make_grey(pdf, streams)
    tidy(pdf)
    for stream in streams:
        stream.stream = [_with_ua(part) for part in stream.stream]
        if stream.extra.get("Subtype") == "/Image" and "Interpolate" in stream.extra:
            stream.extra["Interpolate"] = "false"  # ISO 19005-2, 6.2.8.1: a rendering must not depend on it
    artifacts(pdf)
    list_items(pdf)
    pdf.catalog["PageLabels"] = page_labels(labels)
    if standard == "pdf/x-1a":
        blind_exchange(pdf, streams, condition)


def blind_exchange(pdf: Any, streams: Sequence[Any], condition: str) -> None:
    """What ISO 15930-4 (PDF/X-1a:2003) asks of a file that is printed without asking back.

    Bare CFF instead of OpenType, which came with PDF 1.6; no transparency groups; no colour spaces but those
    of the inks, where WeasyPrint lists Lab; what it is for, and that it is not trapped. A registered
    condition needs no ICC profile of its own.
    """
    import pydyf

    for stream in streams:
        if stream.extra.get("Subtype") == "/OpenType":
            font = TTFont(io.BytesIO(b"".join(stream.stream)), lazy=True)
            stream.stream = [font.getTableData("CFF ")]
            stream.extra["Subtype"] = "/CIDFontType0C"
    for spaces in (o for o in pdf.objects if isinstance(o, dict) and "lab-d50" in o):
        spaces.clear()
    conformance = pydyf.String("PDF/X-1a:2003")
    pdf.info["GTS_PDFXVersion"] = conformance
    pdf.info["Trapped"] = "/False"
    intent = {
        "Type": "/OutputIntent",
        "S": "/GTS_PDFX",
        "OutputConditionIdentifier": pydyf.String(condition),
        "RegistryName": pydyf.String("http://www.color.org"),
        "Info": pydyf.String(condition),
    }
    pdf.catalog["OutputIntents"] = pydyf.Array([pydyf.Dictionary(intent)])


def flat_exchange(pdf: Any, condition: str) -> None:
    """Make a file of outlines in process inks a PDF/X-1a:2003 for the printing condition of that name."""
    tidy(pdf)
    blind_exchange(pdf, _streams(pdf), condition)


def tidy(pdf: Any) -> None:
    """What every file gets: soft hyphens; black and greys in one ink, with no groups to be blended in RGB."""
    streams = _streams(pdf)
    soft_hyphens(streams)
    for stream in streams:
        stream.stream = [_in_gray(part) for part in stream.stream]
        if all(map(_opaque, stream.stream)):
            stream.extra.pop("Group", None)


def _streams(pdf: Any) -> list[Any]:
    import pydyf

    return [o for o in pdf.objects if isinstance(o, pydyf.Stream)]


def move(pdf: Any, distances: Sequence[float]) -> None:
    """Move what stands on each page so many mm to the right, and with it its links and what leads to it."""
    points = {
        reference: distance * 72 / 25.4
        for reference, distance in zip(pdf.page_references, distances, strict=True)
    }
    for reference, distance in points.items():
        page = _object(pdf, reference)
        _object(pdf, page["Contents"]).stream.insert(0, f"1 0 0 1 {distance:.4f} 0 cm".encode())
        for annotation in page.get("Annots", ()):
            left, foot, right, head = _object(pdf, annotation)["Rect"]
            _object(pdf, annotation)["Rect"][:] = [left + distance, foot, right + distance, head]
    named = pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", ())[1::2]
    bookmarks = [o["Dest"] for o in pdf.objects if isinstance(o, dict) and "Title" in o and "Dest" in o]
    for destination in (*named, *bookmarks):  # [page /XYZ left top zoom] (12.3.2.2)
        destination[2] += points[destination[0]]


def crop_marks(pdf: Any, bleed: float, blanks: Sequence[int] = (), folds: Sequence[float] = ()) -> None:
    """Draw the corners of the TrimBox, each line beginning beyond the `bleed` (mm), in one ink.

    The BleedBox is as wide as that: WeasyPrint's is ten points where marks leave room for them.
    `blanks`: the numbers (from 0) of pages with nothing on them: they stay white. `folds`: where the sheet is
    folded, mm from the TrimBox's left: a broken line at head and foot.
    """
    import pydyf

    point = 72 / 25.4
    start, end = (bleed + _AWAY) * point, (bleed + _AWAY + _MARK) * point
    for number, reference in enumerate(pdf.page_references):
        page = _object(pdf, reference)
        left, foot, right, head = page["TrimBox"]
        beyond = bleed * point
        page["BleedBox"] = pydyf.Array(
            round(side, 4) for side in (left - beyond, foot - beyond, right + beyond, head + beyond)
        )
        if number in blanks:
            continue
        lines = [f"q 0 G {_MARK_WIDTH * point:.3f} w"]
        for x, side in ((left, -1), (right, 1)):
            for y, way in ((foot, -1), (head, 1)):
                lines.append(f"{x + side * start:.3f} {y:.3f} m {x + side * end:.3f} {y:.3f} l S")
                lines.append(f"{x:.3f} {y + way * start:.3f} m {x:.3f} {y + way * end:.3f} l S")
        lines.append("[2 1.5] 0 d")
        for x in (left + fold * point for fold in folds):
            for y, way in ((foot, -1), (head, 1)):
                lines.append(f"{x:.3f} {y + way * start:.3f} m {x:.3f} {y + way * end:.3f} l S")
        _object(pdf, page["Contents"]).stream.insert(0, " ".join([*lines, "Q"]).encode())


def soft_hyphens(streams: Sequence[Any]) -> None:
    """Let hyphens that hyphenation added extract as U+00AD, which copying and reading aloud skip.

    They are set as U+2010 and nothing else is: a hyphen that the author wrote is U+002D, which has its
    own glyph in the fonts of our styles. ISO 14289-1, 7.2 asks for the difference.
    """
    for stream in streams:
        stream.stream = [_softened(part) for part in stream.stream]


def _softened(part: Any) -> Any:
    return part.replace(b"> <2010>", b"> <00ad>") if isinstance(part, bytes) else part


def _in_gray(part: Any) -> Any:
    """Grey and black as DeviceGray: on a press one ink, where RGB black would become four."""
    if not isinstance(part, bytes):
        return part
    found = _RGB.fullmatch(part)
    if not found or not found[1] == found[2] == found[3]:
        return part
    return found[1] + (b" g" if found[4] == b"rg" else b" G")


def _opaque(part: Any) -> bool:
    """Whether an operator, if it sets a graphics state, sets full opacity (WeasyPrint's /a1.0 and /A1.0)."""
    return not (isinstance(part, bytes) and part.endswith(b" gs")) or part.lower() == b"/a1.0 gs"


def _with_ua(part: Any) -> Any:
    """The XMP packet with PDF/UA-1's identification beside PDF/A's, whose schema it must describe."""
    if isinstance(part, bytes) and b"</rdf:RDF>" in part:
        return part.replace(b"</rdf:RDF>", _PDF_UA + b"</rdf:RDF>")
    return part


def page_labels(labels: Sequence[str]) -> Any:
    """The number tree of page labels (12.4.2): runs of decimal or roman numbers, else one by one."""
    import pydyf

    nums = pydyf.Array()
    expected: tuple[str, int] | None = None
    for index, label in enumerate(labels):
        style, number = _label_style(label)
        if expected is None or (style, number) != expected:
            entry = {"S": f"/{style}", "St": number} if style else {"P": pydyf.String(label)}
            nums.extend([index, pydyf.Dictionary(entry)])
        expected = (style, number + 1) if style else None
    return pydyf.Dictionary({"Nums": nums})


def _label_style(label: str) -> tuple[str, int]:
    if label.isdecimal() and label == str(int(label)):
        return "D", int(label)
    number = _roman(label)
    return ("r", number) if number else ("", 0)


def _roman(label: str) -> int:
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
    if not label or set(label) - set(values):
        return 0
    digits = [values[c] for c in label]
    return sum(-d if d < max(digits[i:]) else d for i, d in enumerate(digits))


def artifacts(pdf: Any) -> None:
    """Mark running heads and folios as pagination artifacts (14.8.2.2).

    WeasyPrint tags what stands in the margins and then leaves it out of the structure tree. So content
    whose number the tree does not hold becomes an artifact, and its place in the parent tree null.
    """
    if "StructTreeRoot" not in pdf.catalog:
        return
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    held: set[tuple[bytes, int]] = set()
    _gather(pdf, root["K"], b"", held)
    numbers = _object(pdf, root["ParentTree"])["Nums"]
    parents = dict(zip(numbers[::2], numbers[1::2], strict=True))
    for reference in pdf.page_references:
        page = _object(pdf, reference)
        stream = _object(pdf, page["Contents"])
        parent = parents[page["StructParents"]]
        parts = stream.stream
        for i, part in enumerate(parts):
            if isinstance(part, dict) and "MCID" in part and (reference, part["MCID"]) not in held:
                parent[part["MCID"]] = "null"
                parts[i - 1] = "/Artifact"
                del part["MCID"]
                part["Type"] = "/Pagination"


def list_items(pdf: Any) -> None:
    """Put what stands loose in a list item into its body (14.8.4.3.3): a list that goes on overleaf."""
    import pydyf

    for item in [o for o in pdf.objects if isinstance(o, pydyf.Dictionary) and o.get("S") == "/LI"]:
        for i, kid in enumerate(item["K"]):
            element = _object(pdf, kid) if isinstance(kid, bytes) else {}
            if element.get("S") in ("/Lbl", "/LBody"):
                continue
            body = pydyf.Dictionary({**item, "S": "/LBody", "K": pydyf.Array([kid]), "P": item.reference})
            pdf.add_object(body)
            if "P" in element:
                element["P"] = body.reference
            item["K"][i] = body.reference


def _gather(pdf: Any, kids: Any, page: bytes, held: set[tuple[bytes, int]]) -> None:
    """Every marked content (page, number) below `kids`, a structure element's K."""
    stack = [(kids, page)]
    while stack:
        kid, page = stack.pop()
        if isinstance(kid, (list, tuple)):
            stack += [(k, page) for k in kid]
        elif isinstance(kid, int):
            held.add((page, kid))
        else:
            element = _object(pdf, kid)
            if "K" in element:
                stack.append((element["K"], element.get("Pg", page)))


def _object(pdf: Any, reference: Any) -> Any:
    """The object that a reference (b"12 0 R") stands for."""
    return pdf.objects[int(reference.split()[0])]
