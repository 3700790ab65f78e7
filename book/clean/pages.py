"""The judge of what the pages of a book or a printout have around their text: running heads and folios.

Of a PDF reading tells what its pages repeat at their edges, by the class that is called after the role of
WAI-ARIA (DPUB-ARIA 1.1, doc-pageheader).
"""

from __future__ import annotations

from book import folios
from book.clean.page import Page, Verdicts, drop, rerole
from book.model import Role

_AT_THE_EDGE = ".doc-pageheader"
_REPEATED = "Pages repeat it at their edge, or count themselves there."
_WHY = "Pages repeat it, and it stands within a sentence or counts them."


def pages(verdicts: Verdicts, page: Page) -> Verdicts:
    """Drops what pages repeat in plain text, and in a PDF; what else has markup has no pages."""
    if edges := [i for i, verdict in enumerate(verdicts) if verdict.line.place.endswith(_AT_THE_EDGE)]:
        kinds = {i: _kind(verdicts[i].line.text) for i in edges}
        return rerole(
            verdicts,
            {i: drop(verdicts[i], Role.BOILERPLATE, kind, 0.95, _REPEATED) for i, kind in kinds.items()},
        )
    if any(verdict.line.tag not in ("", "pre") for verdict in verdicts):
        return verdicts
    at = {verdict.line.number: i for i, verdict in enumerate(verdicts)}
    ended = [at[number] for number in page.ended if number in at]
    found = folios.furniture([verdict.line.text for verdict in verdicts], ended)
    return rerole(
        verdicts, {i: drop(verdicts[i], Role.BOILERPLATE, rule, 0.9, _WHY) for i, rule in found.items()}
    )


def _kind(text: str) -> str:
    return folios.RUNNING_HEAD if any(char.isalpha() for char in text) else folios.FOLIO
