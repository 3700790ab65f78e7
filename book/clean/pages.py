"""The judge of what the pages of a book or a printout have around their text: running heads and folios."""

from __future__ import annotations

from book import folios
from book.clean.page import Page, Verdicts, drop, rerole
from book.model import Role

_WHY = "Pages repeat it, and it stands within a sentence or counts them."


def pages(verdicts: Verdicts, page: Page) -> Verdicts:
    """Drops what pages repeat in plain text; what has markup has no pages."""
    if any(verdict.line.tag not in ("", "pre") for verdict in verdicts):
        return verdicts
    at = {verdict.line.number: i for i, verdict in enumerate(verdicts)}
    ended = [at[number] for number in page.ended if number in at]
    found = folios.furniture([verdict.line.text for verdict in verdicts], ended)
    return rerole(
        verdicts, {i: drop(verdicts[i], Role.BOILERPLATE, rule, 0.9, _WHY) for i, rule in found.items()}
    )
