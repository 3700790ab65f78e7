"""Block quotations of a page that its paragraphs' indents alone show, or a style of Word's -> <blockquote>.

WordPress's editor indents with `padding-left`, LibreOffice and Word save margins, Google Docs gives each look
a class and tells in the page's head what it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from lxml.html import HtmlElement, html_parser

from book.read.elements import add_row
from book.read.indents import Indent, quotations

_TWIPS: Mapping[str, float] = {"px": 15, "pt": 20, "pc": 240, "in": 1440, "cm": 567, "mm": 56.7, "em": 240}
_LENGTH = r"(-?\d{1,4}(?:\.\d{1,4})?)\s*(px|pt|pc|in|cm|mm|em)"
_SIDE = re.compile(
    rf"(?:^|[;\s{{])(margin-left|padding-left|margin-right|padding-right|text-indent)\s*:\s*{_LENGTH}"
)
_SAYS_SO = re.compile(r"margin-(?:left|right)|padding-(?:left|right)|MsoQuote|MsoIntenseQuote|MsoBlockText")
_OF_WORD = re.compile(r"(?:^|\s)Mso(?:Quote|IntenseQuote|BlockText)(?:CxSp\w+)?(?:\s|$)")
_NO_TEXT = re.compile(r"(?:^|\s)Mso(?:List|Title|Subtitle|Caption|Toc|Footnote|Endnote|Header|Footer)")
_ALIGNED = re.compile(r"text-align\s*:\s*(?:center|right)|mso-list\s*:", re.I)
_RULE = re.compile(r"(?:^|[\s,}])p?\.(c\d+|[\w-]+)\s*\{([^{}]*)\}")
_ITEM = re.compile(r"(?:[•·▪◦§–—-]|\(?(?:\d{1,3}|[a-z])[.)])\s")
_APART = frozenset({"blockquote", "li", "td", "th", "dd", "dt", "figure", "nav", "header", "footer", "aside"})
_FEWEST = 3  # paragraphs beside each other, of which one may be a quotation


def mend(document: HtmlElement) -> None:
    """Puts such paragraphs into block quotations; the rows of a stanza become one paragraph."""
    styles = _styles(document)
    parents = dict.fromkeys(
        p.getparent()
        for p in document.iter("p")
        if _SAYS_SO.search(p.get("style") or "") or _named(p, styles)
    )
    for parent in parents:
        if parent is not None and not any(e.tag in _APART for e in (parent, *parent.iterancestors())):
            _quote(parent, styles)


def _styles(document: HtmlElement) -> Mapping[str, str]:
    """What the page's head says of a class of paragraphs, where that is how far they stand in."""
    texts = (e.text or "" for e in document.iter("style"))
    return {
        name: said
        for text in texts
        for name, said in _RULE.findall(text)
        if _SAYS_SO.search(said) and len(said) < 999
    }


def _named(paragraph: HtmlElement, styles: Mapping[str, str]) -> bool:
    names = paragraph.get("class") or ""
    return bool(_OF_WORD.search(names)) or any(name in styles for name in names.split())


def _quote(parent: HtmlElement, styles: Mapping[str, str]) -> None:
    children = [e for e in parent if isinstance(e.tag, str)]
    for of_word, run in groupby(
        children, key=lambda e: e.tag == "p" and _OF_WORD.search(e.get("class") or "")
    ):
        if of_word:
            _put([[e] for e in run])
    children = [e for e in parent if isinstance(e.tag, str)]
    if sum(e.tag == "p" for e in children) < _FEWEST:
        return
    texts = [" ".join(e.text_content().split()) if e.tag == "p" else "" for e in children]
    indents = [_indent(e, text, styles) for e, text in zip(children, texts, strict=True)]
    for quotation in quotations(indents, texts):
        _put([[children[i] for i in rows] for rows in quotation])


def _indent(element: HtmlElement, text: str, styles: Mapping[str, str]) -> Indent | None:
    """Where a paragraph of running text stands; None for what is none."""
    names, style = element.get("class") or "", element.get("style") or ""
    aligned = element.get("align") in ("center", "right") or _ALIGNED.search(style)
    if element.tag != "p" or aligned or _NO_TEXT.search(names) or _ITEM.match(text):
        return None
    sides: dict[str, float] = {}
    for said in (*(styles.get(name, "") for name in names.split()), style):
        sides |= {side: float(n) * _TWIPS[unit] for side, n, unit in _SIDE.findall(said)}
    left, right = (int(sides.get(f"margin-{s}", 0) + sides.get(f"padding-{s}", 0)) for s in ("left", "right"))
    return Indent(left, right, int(sides.get("text-indent", 0)), len(text))


def _put(stanzas: Sequence[Sequence[HtmlElement]]) -> None:
    """Puts these paragraphs into a quotation, where the first of them stands."""
    quotation = html_parser.makeelement("blockquote")
    stanzas[0][0].addprevious(quotation)
    last = stanzas[-1][-1]
    quotation.tail, last.tail = last.tail, None
    for first, *more in stanzas:
        quotation.append(first)
        for row in more:
            add_row(first, row)
