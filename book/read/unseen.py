"""Which elements a browser does not show, or no book prints: scripts, what is hidden, controls, folios."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from book.read import preformatted
from book.read.inlinenotes import numbers_note

_UNSEEN = frozenset(
    "script style noscript noframes template iframe object embed applet svg canvas audio video map head title"
    " meta link base param track datalist".split()
)
_HIDDEN_STYLE = re.compile(r"(display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_PRINTED_OUT = re.compile(r"(?:^|\s)(?:mw-editsection|headerlink)(?:\s|$)")
"""Controls in a heading, which no site prints: to edit a section (MediaWiki), to link to it (Sphinx)."""
_PAGED = re.compile(r"(?:^|\s)(?:(?:doc-)?pagebreak|pagenum|page-?number|pageno)(?:\s|$)", re.I)
"""What EPUBs (epub:type, role) and Project Gutenberg (class) say of where a printed page begins."""
_FOLIO = re.compile(r"\W*(?:p|pg|pag|page|pagina|s|seite)?\W*(?:\d{1,4}|[ivxlc]{1,8})\W*", re.I)
_REMARKED = "cmnt_ref"
"""The calls of what a text's first readers remarked in its margin (Google Docs)."""


def unseen(element: HtmlElement, hidden: bool) -> bool:
    """Is an element left out? What is only hidden is not where `hidden` is to be read too."""
    if element.tag in _UNSEEN or element.tag == "input":
        return True
    if not element.keys():
        return False
    names = element.get("class")
    if names and (_PRINTED_OUT.search(names) or preformatted.counts(element)):
        return True
    if names and names.startswith("ltx_") and numbers_note(element, names):
        return True
    if (element.get("id") or "").startswith(_REMARKED) or _is_folio(element):
        return True
    if hidden:
        return False
    style = element.get("style")
    return element.get("hidden") is not None or (style is not None and bool(_HIDDEN_STYLE.search(style)))


def _is_folio(element: HtmlElement) -> bool:
    """Is this the number of a page of the printed book that the text was taken from?"""
    said = (element.get("epub:type"), element.get("role"), element.get("class"))
    if not any(name and _PAGED.search(name) for name in said):
        return False
    return bool(_FOLIO.fullmatch(str(element.text_content())))
