"""A Word document (Office Open XML, ECMA-376) -> lines, by way of the HTML that Mammoth makes of it.

Headings, lists, tables, emphasis, links, pictures, footnotes and endnotes are the document's; what its
reviewers remarked and what was struck out when changes were tracked is left out, as Word prints it. Formulas,
which Mammoth passes over, are put in their line.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from xml.parsers.expat import ExpatError

from lxml import etree, html

from book.errors import Place, SeedError
from book.model import FORMULA, Reading, Seed
from book.read.archive import Archive
from book.read.html import read_html
from book.read.mathml import linear
from book.read.omml import MATH, mathml
from book.read.wordindents import with_quotations

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p.subtitle:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
p[style-name='caption'] => p.caption:fresh
r[style-name='Emphasis'] => em
u => em
"""
"""What paragraphs in Word's own styles are, beyond what Mammoth knows. What is underlined in a manuscript is
set in italics."""
_DRAWN = "\ue000{}\ue001"  # stands for a formula while Mammoth is at work
_FOUND = re.compile("\ue000(\\d+)\ue001")
_ALONE = re.compile("<p>(\ue000\\d+\ue001)</p>")
_FAULTS = (
    zipfile.BadZipFile, ExpatError, etree.XMLSyntaxError, KeyError, ValueError, IndexError, AttributeError,
    OSError, RuntimeError, TypeError,
)  # fmt: skip
"""What Mammoth stops with where a document is not as it must be."""


def read_word(seed: Seed) -> Reading:
    """The lines of a document of Word, in the format that it has had since 2007.

    Raises SeedError for what is none, is locked or damaged, and where there is no text.
    """
    from mammoth import convert_to_html  # it takes as long to come as all that reads other files

    archive = Archive(seed.data, seed.name)
    parts = {name: archive.read(name) for name in archive.names}
    if not any(name.startswith("word/") for name in parts):
        raise SeedError("this is no document of Word", where=Place(seed.name))
    formulas: list[str] = []
    try:
        packed = io.BytesIO(_without_formulas(parts, formulas))
        made = convert_to_html(packed, style_map=_STYLES, transform_document=with_quotations)
    except _FAULTS as error:
        raise SeedError(
            f"this document of Word cannot be read: {error}",
            where=Place(seed.name),
            hint="open it in Word or LibreOffice, and save it again as .docx",
        ) from error
    body = _ALONE.sub(rf'<div class="{FORMULA}">\1</div>', str(made.value))
    body = _FOUND.sub(lambda found: formulas[int(found[1])], body)
    page = f'<!doctype html><html><head><meta charset="utf-8"></head><body>{body}</body></html>'
    return read_html(replace(seed, data=page.encode("utf-8", "replace")))


def _without_formulas(parts: Mapping[str, bytes], formulas: list[str]) -> bytes:
    """The document with a sign in the place of each formula, which are told in `formulas`; and without the
    table of contents that Word made.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            written = name.startswith("word/") and name.endswith(".xml")
            changed = written and (b"<m:oMath" in data or b"TOC" in data)
            archive.writestr(zipfile.ZipInfo(name), _written(data, formulas) if changed else data)
    return packed.getvalue()


def _written(data: bytes, formulas: list[str]) -> bytes:
    root = etree.fromstring(data, etree.XMLParser(no_network=True, huge_tree=True))
    for formula in list(root.iter(f"{MATH}oMath")):
        run = etree.Element(f"{_WORD}r")
        etree.SubElement(run, f"{_WORD}t").text = _DRAWN.format(len(formulas))
        formulas.append(linear(html.fragment_fromstring(mathml(formula))))
        run.tail = formula.tail
        around = formula.getparent()
        if around is not None:
            around.replace(formula, run)
    for group in list(root.iter(f"{MATH}oMathPara")):
        around = group.getparent()
        if around is not None:
            for run in list(group.iter(f"{_WORD}r")):
                group.addprevious(run)
            around.remove(group)
    for contents in list(root.iter(f"{_WORD}docPartGallery")):
        if contents.get(f"{_WORD}val") == "Table of Contents":
            box = next(contents.iterancestors(f"{_WORD}sdt"), None)
            if box is not None and (around := box.getparent()) is not None:
                around.remove(box)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
