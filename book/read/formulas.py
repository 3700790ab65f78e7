r"""The formulas of a page, written out in a line where they stand, each once.

What draws formulas on the web puts them into a page more than once: KaTeX and MathJax as letters that are
moved about, with MathML beside them for readers' aids; Wikipedia as MathML and as a picture; WordPress as a
picture with its TeX as `alt`. A reader sees one of these. Here it is one line of text (`mathml.linear`).
"""

from __future__ import annotations

import re
from contextlib import suppress
from html import escape
from itertools import islice
from urllib.parse import parse_qs, unquote

from lxml import etree, html
from lxml.html import HtmlElement

from book.model import FORMULA
from book.read import chtml, rawtex
from book.read.mathml import linear
from book.read.tex import UnknownTeXError, mathml

_HOLDERS = re.compile(
    r"(?:^|\s)(?:katex(?:-display)?|mwe-math-element|MathJax(?:_Display|_SVG|_SVG_Display|_CHTML)?|MJXc-display|tex"
    r"|ltx_Math)(?:\s|$)"
)
"""What KaTeX, MediaWiki, MathJax and LaTeXML call the element that holds all there is of one formula."""
_KATEX = etree.XPath("//span[@class='katex']")
_RENDERED = re.compile(r"(?:^|\s)(?:MathJax|MathJax_\w+|MJXc-display|katex\w*)(?:\s|$)")
_DRAWN = re.compile(
    r"(?:^|\s)(?:latex|tex|mwe-math-fallback-image-(?:inline|display)|math|wp-katex-eq)(?:\s|$)"
)
"""Pictures of formulas, by their classes: WordPress', MediaWiki's."""
_SERVICE = re.compile(
    r"/latex\.php\?|latex\.codecogs\.com/|chart\?cht=tx|/mathtex\.cgi\?|/mimetex\.cgi\?|/cgi/eqtexsvg"
)
_EQUATIONS = re.compile(r"(?:^|\s)ltx_eqn_table(?:\s|$)")
"""Tables by which LaTeXML (arXiv) places formulas and their numbers."""
_KEPT = ("data-math", "data-tex", "data-latex", "data-katex", "data-entry")
"""Where pages keep the TeX of a formula that they draw."""
_TEX = re.compile(r"\\[a-zA-Z]{2,}|[\^_]\{")
_DEEPEST = 120  # elements within each other
_FEW = 12  # elements around a formula among which its holder is looked for


def write_out(document: HtmlElement) -> None:
    """Puts the linear form of each formula in the place of all that shows it."""
    rawtex.mark(document)
    sources = [
        script for script in document.iter("script") if _of_mathjax(script) and not _shown_before(script)
    ]
    for math in list(document.iter("math")):
        if _attached(math, document) and not _deep(math):
            _replace(_holder(math), linear(math), "block" in (math.get("display"), math.get("mode")))
    for drawn in list(document.iter("mjx-math")):
        if _attached(drawn, document) and not _deep(drawn):
            _replace(_holder(drawn), linear(chtml.mathml(drawn)), drawn.get("display") == "true")
    for drawn in _KATEX(document):
        if source := _beside(drawn):
            _replace(drawn, _of_tex(source), False)
    for script in sources:
        _replace(
            script, _of_tex(script.text or ""), "mode=display" in script.get("type", "").replace(" ", "")
        )
    for picture in list(document.iter("img")):
        if source := _source(picture):
            _replace(picture, _of_tex(source), "display" in (picture.get("class") or ""))
        elif _TEX.search(alt := picture.get("alt") or ""):  # no picture of anything else is described so
            with suppress(UnknownTeXError):
                _replace(picture, linear(mathml(alt)), False)
    for table in list(document.iter("table")):
        if _EQUATIONS.search(table.get("class") or ""):
            _unfold(table)


def _attached(element: HtmlElement, document: HtmlElement) -> bool:
    """Is it still of the document, and not of what another formula stood in?"""
    return any(up is document for up in element.iterancestors())


def _deep(math: HtmlElement) -> bool:
    """Does it nest as no formula does? What is left then is its letters, as they stand."""
    depth = 0
    for event, _ in etree.iterwalk(math, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            return True
    return False


def _holder(math: HtmlElement) -> HtmlElement:
    """The outermost element that holds this formula and nothing else."""
    found = math
    for up in islice(math.iterancestors(), _FEW):
        if up.tag == "mjx-container" or _HOLDERS.search(up.get("class") or ""):
            found = up
    return found if sum(1 for _ in found.iter("math")) == 1 else math


def _beside(drawn: HtmlElement) -> str:
    """The TeX that a page keeps with a formula which it has as letters alone."""
    if any(True for _ in drawn.iter("math", "annotation")):
        return ""
    around = [drawn, *islice(drawn.iterancestors(), 2)]
    return next((e.get(name, "") for e in around for name in _KEPT if e.get(name)), "")


def _of_mathjax(script: HtmlElement) -> bool:
    return (script.get("type") or "").lower().startswith("math/tex")


def _shown_before(script: HtmlElement) -> bool:
    """Has it been drawn already, right before it?"""
    before = script.getprevious()
    while before is not None and not isinstance(before.tag, str):
        before = before.getprevious()
    if before is None or (before.tail or "").strip():
        return False
    drawn = before.tag == "mjx-container" or _RENDERED.search(before.get("class") or "")
    return bool(drawn) and bool("".join(before.itertext()).strip())


def _source(picture: HtmlElement) -> str:
    """The TeX of a picture of a formula; '' for every other picture."""
    alt = (picture.get("alt") or "").strip()
    address = picture.get("src") or ""
    if _SERVICE.search(address):
        told = address.partition("?")[2]
        asked = parse_qs(told)
        return alt or next((asked[key][0] for key in ("latex", "chl", "eq") if key in asked), unquote(told))
    return alt if _DRAWN.search(picture.get("class") or "") else ""


def _of_tex(source: str) -> str:
    """A formula in TeX in a line; as it is, where there is more in it than can be read here."""
    try:
        return linear(mathml(source))
    except UnknownTeXError:
        return f"<code>{escape(' '.join(source.split()), quote=False)}</code>"


def _replace(element: HtmlElement, shown: str, display: bool) -> None:
    """The formula for all that shows it: in its line, on one of its own, or in a block of its own."""
    parent = element.getparent()
    if not shown or parent is None:
        return
    text = "".join(element.itertext())
    before, after = " " * text[:1].isspace(), " " * text[-1:].isspace()  # as a browser has it, outside
    if display and _alone(element, parent):
        made = html.fragment_fromstring(shown, create_parent="div")
        made.set("class", FORMULA)
    else:
        made = html.fragment_fromstring(
            f"<br>{shown}<br>" if display else before + shown + after, create_parent="span"
        )
    made.tail = element.tail
    parent.replace(element, made)


def _alone(element: HtmlElement, parent: HtmlElement) -> bool:
    """Does nothing else stand in the element around it?"""
    if len(parent) > _FEW:
        return False
    said = [parent.text, *(e.tail for e in parent)]
    said += ["".join(e.itertext()) for e in parent if e is not element]
    return not any(text and text.strip() for text in said)


def _unfold(table: HtmlElement) -> None:
    """The rows of a table that only places formulas and their numbers, as blocks."""
    for row in list(table.iter("tr")):
        row.tag = "div"
        row.set("class", FORMULA)
        for cell in list(row.iter("td", "th")):
            cell.tag = "span"
            cell.tail = " "
        for block in list(row.iterdescendants("div")):
            block.tag = "span"
    for part in list(table.iter("tbody", "thead", "tfoot", "colgroup")):
        part.drop_tag()
    table.tag = "div"
