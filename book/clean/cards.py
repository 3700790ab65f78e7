"""Cards of an article: what its author put in a box of his editor, between his paragraphs or below them."""

from __future__ import annotations

import re

from book.clean.markuptraits import linked
from book.clean.page import Page, Verdicts, rerole
from book.clean.tables import BY_PROSE
from book.model import Role, Verdict

_CARD = re.compile(
    r"\.(?:kg-(?:callout|toggle|alert|header|quote)-card"
    r"|wp-block-(?:quote|pullquote|verse|list|group|columns|details|media-text|cover))(?![\w-])"
)
"""What the editors of Ghost and WordPress call those that hold the author's own words."""
_OFF = re.compile(
    r" > (?:nav|form|button|aside|footer|select)\b|\.wp-block-(?:button|query|latest|navigation)"
)
_NEAR = 40  # lines above in which the article has begun


def cards(verdicts: Verdicts, page: Page) -> Verdicts:
    """Keeps what stands in a card right in the element whose paragraphs are kept, and who said what is quoted
    in a figure."""
    changes: dict[int, Verdict] = {}
    quoted = {v.line.figure for v in verdicts if v.kept and v.line.within("blockquote")} - {""}
    for i, verdict in enumerate(verdicts):
        place = verdict.line.place
        if not place or not verdict.rule.startswith(BY_PROSE):
            continue
        if verdict.line.figure in quoted:
            changes[i] = Verdict(verdict.line, Role.BODY, "stet", 0.6, "with what is quoted in its figure")
            continue
        found = None if verdict.kept else _CARD.search(place)
        if found is None or _OFF.search(place):
            continue
        around = place[: found.start()].rpartition(" > ")[0] + " > p"
        above = (v for v in verdicts[max(0, i - _NEAR) : i] if v.kept and v.line.tag == "p")
        if 2 * linked(verdict.line.inlines)[0] < len(verdict.line.text) and any(
            v.line.place.startswith(around) and " > " not in v.line.place[len(around) :] for v in above
        ):
            why = "in a card between the paragraphs of the article"
            changes[i] = Verdict(verdict.line, Role.BODY, "stet", 0.6, why)
    return rerole(verdicts, changes)
