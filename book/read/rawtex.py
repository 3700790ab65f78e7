r"""The TeX in the text of a page, for its scripts to draw: `\(x^2\)`, `\[...\]`, `$x^2$`, `$$...$$`.

MathJax and KaTeX look for it in what a page says, code apart. A page as it was fetched, a feed and an export
have it as it was typed. Dollars are read as Markdown's are (`dollars.py`); where a page loads none of these
programs it takes a command of TeX's between two to believe it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml.html import HtmlElement

_PASSED = frozenset("script style noscript textarea pre code kbd samp annotation math svg title head".split())
"""Elements in which these programs look for none."""
_IGNORED = re.compile(r"(?:^|\s)(?:tex2jax_ignore|mathjax_ignore|no-?mathjax|katex)(?:\s|$)")
_PROGRAM = re.compile(r"mathjax|katex|tex-(?:mml|chtml|svg)|latexit", re.I)
_FORMULA = re.compile(
    r"(?<!\\)\\\((?P<round>.{1,1000}?)(?<!\\)\\\)"
    r"|(?<!\\)\\\[(?P<square>.{1,2000}?)(?<!\\)\\\]"
    r"|\$latex\s+(?P<wordpress>[^$]{1,1000})(?<!\\)\$"
    r"|(?<![\\$])\$\$(?!\s*\$)(?P<two>[^$]{1,2000})\$\$(?!\$)"
    r"|(?P<block>\\begin\{(?P<name>equation|align|gather|multline|eqnarray|displaymath|math)\*?\}.{1,4000}?"
    r"\\end\{(?P=name)\*?\})"
    r"|(?<![\\$\w])\$(?![\s$])(?P<one>[^$\n]{1,400})(?<![\s\\])\$(?![\w$])",
    re.S,
)
_SIGNS = re.compile(r"\\[a-zA-Z]{2,}|[\^_]")
_COMMAND = re.compile(r"\\[a-zA-Z]{2,}|[\^_]\{")
_DISPLAY = ("square", "two", "block")
_DOLLARS = ("two", "one")


class _Text(NamedTuple):
    """A run of text: that of the beginning of an element, or what stands behind one."""

    element: HtmlElement
    behind: bool

    @property
    def said(self) -> str:
        return (self.element.tail if self.behind else self.element.text) or ""


def mark(document: HtmlElement) -> None:
    """Puts each such formula into an element of its own, as MathJax does: <script type="math/tex">."""
    texts = [*_texts(document)]
    found = [match for text in texts for match in _FORMULA.finditer(text.said)]
    if not found:
        return
    known = any(map(_loads, document.iter("script", "link")))
    between = [match[name] for match in found for name in _DOLLARS if match[name]]
    dollars = any(map((_SIGNS if known else _COMMAND).search, between))
    for text in texts:
        _part(text, dollars=dollars, known=known)


def _texts(document: HtmlElement) -> Iterator[_Text]:
    """The runs of text that may hold a formula, in the order of the page."""
    for element in document.iter():
        for behind, said in enumerate((element.text, element.tail)):
            if said and ("\\" in said or "$" in said):
                text = _Text(element, bool(behind))
                if not _passed(text):
                    yield text


def _passed(text: _Text) -> bool:
    """Does a run of text stand where these programs look for nothing?"""
    around = [*text.element.iterancestors(), *(() if text.behind else (text.element,))]
    return any(
        not isinstance(e.tag, str) or e.tag in _PASSED or _IGNORED.search(e.get("class") or "")
        for e in around
    )


def _loads(element: HtmlElement) -> bool:
    """Does a page load such a program here?"""
    source = element.get("src") or element.get("href") or ""
    return bool(_PROGRAM.search(source or (element.text or "")[:5000]))


def _part(text: _Text, *, dollars: bool, known: bool) -> None:
    """Set the formulas of a run of text apart."""
    made: list[HtmlElement] = []
    said, at = text.said, 0
    first = ""
    for match in _FORMULA.finditer(said):
        kind = match.lastgroup if match.lastgroup != "name" else "block"
        source = match[kind or 0]
        if kind in _DOLLARS and not dollars:
            continue
        if kind in ("round", "square") and not (known or _SIGNS.search(source)):
            continue
        before, at = said[at : match.start()], match.end()
        if made:
            made[-1].tail = before
        else:
            first = before
        made.append(text.element.makeelement("script", {"type": _type(kind)}))
        made[-1].text = source
    if not made:
        return
    made[-1].tail = said[at:]
    if text.behind:
        text.element.tail = first
        for formula in reversed(made):
            behind, formula.tail = formula.tail, None
            text.element.addnext(formula)
            formula.tail = behind
    else:
        text.element.text = first
        text.element[:0] = made


def _type(kind: str | None) -> str:
    return f"math/tex{'; mode=display' if kind in _DISPLAY else ''}"
