"""Characters -> a document, as a browser would mend it, however deep it nests."""

from __future__ import annotations

import re
from collections import Counter

from lxml import etree, html
from lxml.html import HtmlElement

from book.errors import Place, SeedError

_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_NOSCRIPT = re.compile(r"<(/?)noscript\b[^<>]*>", re.IGNORECASE)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_OPTIONAL = frozenset(
    "html head body p li dt dd tr td th thead tbody tfoot caption colgroup option optgroup".split()
)
"""Elements whose end an author may leave out: that many are open at once says nothing."""
_INLINE = frozenset("a abbr b big cite code em font i mark q s small span strong sub sup tt u".split())
"""Elements that part no word."""
_ELEMENTS = etree.ElementDefaultClassLookup(element=HtmlElement)
"""All elements are of one class: lxml.html asks in Python, for each that is met, whether it is a form's."""
_DEEP = 400
"""Elements within each other that are kept. The parser, which gives up at 2,048, counts those in between."""


def parse(text: str, name: str) -> HtmlElement:
    """The document, as lxml mends it. Raises SeedError where nothing of a document is left.

    The parser drops what nests deeper than it can: then the elements that are too deep are taken out first,
    and their text stays.
    """
    bare = _with_scripts(re.sub(r"^\s*<\?xml[^>]*\?>", "", text).replace("\0", ""))
    if not bare.strip():
        raise SeedError("there is no text in it", where=Place(name))
    try:
        document, whole = _parsed(bare)
        return document if whole else _parsed(levelled(bare))[0]
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise SeedError(f"this is no page: {error}", where=Place(name)) from error


def _with_scripts(text: str) -> str:
    """A page without what it has for browsers that run no scripts, which for others is no markup: an element
    that is left open in it would hold the rest of the page (HTML, parsing of <noscript>)."""
    kept: list[str] = []
    at = begin = 0
    for tag in _NOSCRIPT.finditer(text):
        if not tag[1]:
            begin = begin or tag.end()
        elif begin:
            kept.append(text[at:begin])
            at, begin = tag.start(), 0
    return "".join((*kept, text[at:])) if kept else text


def _parsed(text: str) -> tuple[HtmlElement, bool]:
    """The document, and whether the parser took all of it."""
    parser = html.HTMLParser(huge_tree=True)
    parser.set_element_class_lookup(_ELEMENTS)
    document = html.document_fromstring(text, parser=parser)
    return document, all(said.type != etree.ErrorTypes.ERR_RESOURCE_LIMIT for said in parser.error_log)


def levelled(text: str) -> str:
    """A page without the tags of what stands deeper than `_DEEP` elements."""
    kept: list[str] = []
    around: Counter[str] = Counter()  # elements that are open, by their names
    left_out: Counter[str] = Counter()  # and those whose tags are taken out
    depth = at = 0
    for tag in _TAG.finditer(text):
        closes, name = bool(tag[1]), tag[2].lower()
        if name in _VOID or tag[0].endswith("/>"):
            continue
        counted = name not in _OPTIONAL
        if closes and left_out[name]:
            left_out[name] -= 1
        elif closes and around[name]:
            around[name] -= 1
            depth -= counted
            continue
        elif closes:
            continue
        elif depth < _DEEP:
            around[name] += 1
            depth += counted
            continue
        else:
            left_out[name] += 1
        kept += text[at : tag.start()], "" if name in _INLINE else " "
        at = tag.end()
    return "".join((*kept, text[at:]))
