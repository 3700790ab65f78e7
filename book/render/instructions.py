"""The page that tells how the booklet's sheets become a booklet, in the language of the book.

It is a file of its own: a page more in the booklet would put all its sheets out of order.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from book.languages import Language
from book.model import Anthology, Edition, Finding, Style
from book.render.engine import Layout
from book.render.finish import finish
from book.render.pages import fill, templates
from book.render.paper import file_name

_NAMES = {"a4": "A4", "letter": "Letter"}


def render(
    anthology: Anthology,
    style: Style,
    language: Language,
    sheets: Sequence[int],
    paper: str,
    size: tuple[float, float],
) -> tuple[Edition, tuple[Finding, ...]]:
    """`<slug>-booklet-instructions.pdf`, on a page of the sheets' own `paper` (`size` in mm, on its side).

    `sheets`: how many there are in each signature. Raises MissingToolError without Pango, DataError for a
    fault in the style's template.
    """
    named = _NAMES.get(paper, paper)
    count = sum(sheets)
    facts = language.word(
        "booklet-facts",
        title=anthology.title,
        sheets=language.count("booklet-sheets", count, paper=named),
        pages=4 * count,
    )
    document = fill(
        templates(style),
        "instructions",
        language=anthology.language,
        book=anthology,
        word=language.word,
        facts=facts,
        printed=language.word("booklet-print-text", file=file_name(anthology, kind="booklet"), paper=named),
        stacked=_stacked(sheets, language),
        sewn=len(sheets) > 1,
        width=min(size),
        height=max(size),
    )
    layout = Layout(document, style.files)
    data = layout.pdf(anthology.identifier, lambda _, pdf: finish(pdf, ["1"] * len(layout.pages)))
    edition = Edition(file_name(anthology, kind="booklet-instructions"), data, "application/pdf")
    return edition, tuple(layout.findings)


def _stacked(sheets: Sequence[int], language: Language) -> str:
    """How the sheets are laid on each other: in one stack, or which of them in which."""
    if len(sheets) == 1:
        return language.word("booklet-stack-text")
    parts = [
        language.word("booklet-part", first=last - own + 1, last=last)
        for own, last in zip(sheets, accumulate(sheets), strict=True)
    ]
    return language.word("booklet-stack-parts", parts=len(sheets), list="; ".join(parts))
