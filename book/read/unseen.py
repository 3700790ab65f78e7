"""Which elements a browser does not show, or no book prints: scripts, what is hidden, controls, folios."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import unquote

from lxml.html import HtmlElement

from book.read import preformatted
from book.read.inlinenotes import numbers_note

_UNSEEN = frozenset(
    "script style noscript noframes template iframe object embed applet svg canvas audio video map head title"
    " meta link base param track datalist input".split()
)
_HIDDEN_STYLE = re.compile(r"(display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_PRINTED_OUT = re.compile(r"(?:^|\s)(?:mw-editsection|headerlink)(?:\s|$)")
"""Controls in a heading, which no site prints: to edit a section (MediaWiki), to link to it (Sphinx)."""
_PAGED = re.compile(r"(?:^|\s)(?:(?:doc-)?pagebreak|pagenum|page-?number|pageno)(?:\s|$)", re.I)
"""What EPUBs (epub:type, role) and Project Gutenberg (class) say of where a printed page begins."""
_KINDS = ("epub:type", "role", "class")
_FOLIO = re.compile(r"\W*(?:p|pg|pag|page|pagina|s|seite)?\W*(?:\d{1,4}|[ivxlc]{1,8})\W*", re.I)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_REMARKED = "cmnt_ref"
"""The calls of what a text's first readers remarked in its margin (Google Docs)."""


def unseen(element: HtmlElement, hidden: bool) -> bool:
    """Is an element left out? What is only hidden is not where `hidden` is to be read too."""
    if element.tag in _UNSEEN:
        return True
    said = dict(element.items())
    if any(_may_tell(said[kind]) for kind in _KINDS if kind in said) and _is_called_so(element, said):
        return True
    if said.get("id", "").startswith(_REMARKED):
        return True
    if "href" in said and element.tag == "a" and _leads_to_itself(element, said["href"]):
        return True
    if hidden:
        return False
    return "hidden" in said or ("style" in said and bool(_HIDDEN_STYLE.search(said["style"])))


@lru_cache(maxsize=1 << 12)
def _may_tell(names: str) -> bool:
    """May its names tell that an element is left out? Those of hardly any do, and many have the same."""
    known = (_PRINTED_OUT, _PAGED, preformatted.COUNTS)
    return names.startswith("ltx_") or any(kind.search(names) for kind in known)


def _is_called_so(element: HtmlElement, said: Mapping[str, str]) -> bool:
    """Do the names of an element, and its text, tell that it is a control, a number, or a folio?"""
    names = said.get("class", "")
    if _PRINTED_OUT.search(names) or preformatted.counts(element):
        return True
    if names.startswith("ltx_") and numbers_note(element, names):
        return True
    return _is_folio(element, said)


def _is_folio(element: HtmlElement, said: Mapping[str, str]) -> bool:
    """Is this the number of a page of the printed book that the text was taken from?"""
    called = any(_PAGED.search(said.get(kind, "")) for kind in _KINDS)
    return called and bool(_FOLIO.fullmatch(str(element.text_content())))


def _leads_to_itself(element: HtmlElement, href: str) -> bool:
    """Is this a link in a heading to that heading: '#', '¶', 'Link to heading'? The words of the heading
    themselves may be such a link, too, and are its own."""
    mark = href.partition("#")[2]  # of an address that may have been made absolute
    if not mark:
        return False
    heading = next(element.iterancestors(*_HEADINGS), None)
    if heading is None or unquote(mark) not in {heading.get("id"), *heading.xpath(".//@id")}:
        return False
    return "".join(element.itertext()).strip() != "".join(heading.itertext()).strip()
