"""A PDF -> lines, by way of the HTML that its pages are turned into.

A PDF need not tell its paragraphs: they are found by where rows stand and how large they are set, as are
headings, notes at the foot of a page and what pages repeat at their edges. Words that are parted at the end
of a row are whole again; emphasis, links and pictures stay. What is the pages' own comes below the text, out
of its judges' way.
"""

from __future__ import annotations

import ctypes
import re
from dataclasses import replace

from book.errors import Place, SeedError
from book.model import Reading, Seed
from book.read.html import read_html

_UNTITLED = re.compile(
    r"(?:microsoft word - .*|untitled.*|about:.*|.*\.(?:docx?|odt|indd|pdf|tex|html?))", re.I
)
"""What programs call a document that its author gave no title."""
_LOCKED = 4  # FPDF_ERR_PASSWORD


def read_pdf(seed: Seed) -> Reading:
    """The lines of a PDF that has text in it.

    Raises SeedError for what is none, is locked or damaged, and where there is no text: pages that were
    scanned, and nothing else.
    """
    import pypdfium2  # it takes longer to come than all that reads other files

    from book.read.pdfmarkup import markup
    from book.read.pdfpages import sheets

    where = Place(seed.name)
    try:
        document = pypdfium2.PdfDocument(seed.data)
        try:
            pages = tuple(sheets(document))
            title, language = document.get_metadata_value("Title").strip(), _language(document)
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _LOCKED:
            raise SeedError(
                "it is locked with a password", where=where, hint="save it without one"
            ) from error
        raise SeedError(
            f"this PDF cannot be read: {error}", where=where, hint="save or print it as a PDF again"
        ) from error
    if not any(sheet.rows for sheet in pages):
        raise SeedError(
            "there is no text in this PDF, only pictures of pages",
            where=where,
            hint="have a program read the letters (OCR: ocrmypdf does), and add what it makes",
        )
    page = markup(pages, "" if _UNTITLED.fullmatch(title) else title, language)
    return read_html(replace(seed, data=page.encode("utf-8", "replace")))


def _language(document: object) -> str:
    import pypdfium2.raw as pdfium

    told = ctypes.create_string_buffer(128)
    long = pdfium.FPDFCatalog_GetLanguage(document, ctypes.cast(told, ctypes.POINTER(ctypes.c_ushort)), 128)
    code = told.raw[: max(long - 2, 0)].decode("utf-16-le", "replace") if long <= 128 else ""
    return code if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", code) else ""
