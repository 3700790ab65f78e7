"""What an element of a page is called, and what it says: asked by those who know pages of one program."""

from __future__ import annotations

from lxml.html import HtmlElement

BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html label legend li main menu nav ol"
    " optgroup option p pre section select summary table tbody td tfoot th thead tr ul".split()
)
"""Elements that the HTML standard's rendering section shows as blocks, and controls that stand apart."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def names(element: HtmlElement) -> list[str]:
    """Its classes."""
    return (element.get("class") or "").split()


def words(element: HtmlElement | None) -> str:
    """Its text, with a space between elements, which may stand side by side; '' for none."""
    return " ".join(" ".join(element.itertext()).split()) if element is not None else ""


def add_row(paragraph: HtmlElement, row: HtmlElement) -> None:
    """Makes what another paragraph holds the next row of this one, below a forced line end."""
    end = paragraph.makeelement("br")
    end.tail = row.text
    paragraph.extend((end, *row))
    row.drop_tree()
