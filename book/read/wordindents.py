"""Block quotations of a document of Word that only indents show -> paragraphs in the style of quotations."""

from __future__ import annotations

from typing import Any

from book.read.indents import Indent, poems, quotations

_IN_QUOTE = {"style_id": "Quote", "style_name": "Quote"}
_TWIPS = 1_000_000  # more than any page is wide


def with_quotations(document: Any) -> Any:
    """Mammoth's document with the quotations that stand further in than its text; the rows of a poem, among
    them or not, are a paragraph for each stanza."""
    from mammoth import documents

    children = list(document.children)
    indents = [_indent(child, documents) for child in children]
    texts = [_text(child, documents).strip() for child in children]
    quoted = list(quotations(indents, texts))
    taken = {i for quotation in quoted for rows in quotation for i in rows}
    running = [indent is not None and i not in taken for i, indent in enumerate(indents)]
    gone: set[int] = set()
    for style, found in ((_IN_QUOTE, quoted), ({}, poems(texts, running))):
        for first, *more in (rows for one in found for rows in one):
            inside = list(children[first].children)
            for i in more:
                inside += [documents.run([documents.line_break]), *children[i].children]
            children[first] = children[first].copy(children=inside, **style)
            gone.update(more)
    return document.copy(children=[child for i, child in enumerate(children) if i not in gone])


def _indent(element: Any, documents: Any) -> Indent | None:
    """Where a paragraph of running text stands; None for a list, a heading, what is centred, a table."""
    if not isinstance(element, documents.Paragraph) or element.numbering or element.alignment == "center":
        return None
    if element.style_name and _says(element.style_name):
        return None
    indent = element.indent
    first = _number(indent.first_line) - _number(indent.hanging)
    return Indent(_number(indent.start), _number(indent.end), first, len(_text(element, documents).strip()))


def _says(style: str) -> bool:
    """Whether a style of Word's says what a paragraph is."""
    name = style.casefold()
    return name.startswith(("heading", "toc")) or name in (
        "title",
        "subtitle",
        "quote",
        "intense quote",
        "caption",
    )


def _text(element: Any, documents: Any) -> str:
    if isinstance(element, documents.Text):
        return str(element.value)
    return "".join(_text(child, documents) for child in getattr(element, "children", None) or ())


def _number(value: str | None) -> int:
    """A measure in twips; 0 for none."""
    try:
        return max(-_TWIPS, min(_TWIPS, int(float(value or 0))))
    except ValueError:
        return 0
