"""The outlet, where the page shows its name behind the titles of pieces: 'A title - ManagementPro'."""

from __future__ import annotations

import re
from collections import Counter

from book.model import Fact, Galley, Role
from book.recover.marks import known, remark
from book.recover.page import Sheet
from book.recover.sources import outlet
from book.recover.zones import norm

_NAMED = re.compile(r"(?P<title>.{8,200}\S) (?:[-–—|»]|::) (?P<name>[^-–—|»:]{2,40})")


def recover(galley: Galley, sheet: Sheet) -> Galley:
    """Adds the outlet: sure if two titles of pingbacks, or the page's own title, end in its name.

    A pingback's title is a comment, but it is the page's own system that writes the site's name there:
    it speaks of the outlet, never of the author.
    """
    if known(galley, "outlet"):
        return galley
    verdicts = galley.verdicts
    seen: dict[str, list[tuple[int, str]]] = {}
    titles = {norm(f.value) for f in galley.facts if f.field == "title"}
    for i, verdict in enumerate(verdicts):
        pinged = (
            verdict.role is Role.COMMENT and i + 1 < len(verdicts) and _excerpt(verdicts[i + 1].line.text)
        )
        if not pinged and verdict.role is not Role.TITLE:
            continue
        found = _NAMED.fullmatch(verdict.line.text.strip())
        if found and (pinged or norm(found["title"]) in titles) and outlet(found["name"]):
            rule = "outlets.pingback" if pinged else "outlets.title"
            seen.setdefault(outlet(found["name"]), []).append((verdict.line.number, rule))
    counts = Counter({name: len(lines) for name, lines in seen.items()})
    facts: list[Fact] = []
    for name, count in counts.most_common():
        line, rule = seen[name][0]
        sure = (count > 1 or rule == "outlets.title") and not facts
        facts.append(Fact("outlet", name, rule, line, sure))
    return remark(galley, {}, facts)


def _excerpt(text: str) -> bool:
    """A pingback's excerpt: '[...] words [...]'."""
    text = text.strip()
    return text.startswith(("[...]", "[…]", "[&#8230;]")) and text.endswith(("[...]", "[…]", "[&#8230;]"))
