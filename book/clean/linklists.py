"""The judge of what browsers of text write beside a page: where its links lead (`book.read.textbrowsers`)."""

from __future__ import annotations

from book.clean.page import Page, Verdicts, drop, rerole
from book.model import Role
from book.urls import LISTED

_WHY = "A browser of text lists where the links of the page lead."


def listed(verdicts: Verdicts, page: Page) -> Verdicts:
    """Drops the links of a page's head, and the addresses below it."""
    if not page.links:
        return verdicts
    told = {i: v for i, v in enumerate(verdicts) if v.line.number in page.links}
    return rerole(verdicts, {i: drop(v, Role.BOILERPLATE, LISTED, 0.95, _WHY) for i, v in told.items()})
