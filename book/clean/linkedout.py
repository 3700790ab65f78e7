"""What an author links within his text: headings and lists that lead to other sites.

To the judge of markup they look like a page's teasers, which lead to the site's own pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from book.clean.layout import HEADINGS, free
from book.clean.page import Page, Verdicts, rerole
from book.clean.references import leads_out, sites
from book.model import Role, Verdict
from book.sentences import ends, running

_RULE = "markup.outside"
"""What the judge of markup says of a line that stands in no furniture."""
_SEVERAL = 3  # lines of furniture that lead to a site: its author's page on another has one
_NEAR = 3  # lines from a list within which the paragraph stands that it belongs to


def linked_out(verdicts: Verdicts, page: Page) -> Verdicts:
    """Keeps headings that are links over a paragraph that stays, and lists of links between two that do.

    All lead to other sites, and to none that the page's furniture links to: it links to its own.
    """
    own = _own_sites(verdicts)
    shown = [i for i, text in enumerate(page.texts) if text and verdicts[i].line.place]
    kept = {
        i: "it leads to another site, and stands over a paragraph"
        for i in _headings(verdicts, shown)
        if _out(verdicts[i], own)
    }
    for items in _lists(verdicts, shown):
        if all(_out(verdicts[i], own) for i in items):
            kept |= dict.fromkeys(items, "in a list of links to other sites, between paragraphs")
    return rerole(
        verdicts,
        {
            i: Verdict(verdicts[i].line, Role.BODY, "stet", 0.6, why)
            for i, why in kept.items()
            if verdicts[i].rule == _RULE
        },
    )


def _own_sites(verdicts: Verdicts) -> frozenset[str]:
    """The sites that several lines of furniture lead to; not those that say again what the text has a heading
    for, as a list of contents does."""
    again = Counter(v.line.text for v in verdicts if v.line.text)
    furniture = (v.line for v in verdicts if not v.kept and v.rule != _RULE and again[v.line.text] == 1)
    led = Counter(site for line in furniture for site in sites(line))
    return frozenset(site for site, lines in led.items() if lines >= _SEVERAL)


def _out(verdict: Verdict, own: frozenset[str]) -> bool:
    return leads_out(verdict.line) and own.isdisjoint(sites(verdict.line))


def _headings(verdicts: Verdicts, shown: Sequence[int]) -> Iterator[int]:
    """Headings in no furniture of their own, right over a paragraph that stays, in its element."""
    begun = False
    for i, below in pairwise(shown):
        line = verdicts[i].line
        box = line.place.rpartition(" > ")[0]
        over = verdicts[below]
        if (
            begun
            and line.tag in HEADINGS
            and over.kept
            and over.line.place.startswith(box + " > ")
            and free(over.line.place.removeprefix(box + " > ").split(" > "))
            and (running(over.line.text) or (over.line.tag == "p" and ends(over.line.text.strip())))
        ):
            yield i
        begun = begun or verdicts[i].kept or line.tag == "h1"


def _lists(verdicts: Verdicts, shown: Sequence[int]) -> Iterator[list[int]]:
    """Lists right in the element of a paragraph that stays close above them, and of one close below."""
    at = 0
    for home, run in groupby(shown, key=lambda i: _list(verdicts[i])):
        items = list(run)
        above, at = at, at + len(items)
        if not home:
            continue
        box = home.rpartition(" > ")[0]
        before, after = shown[max(0, above - _NEAR) : above], shown[at : at + _NEAR]
        if all(any(_paragraph(verdicts[i], box) for i in near) for near in (before, after)):
            yield items


def _list(verdict: Verdict) -> str:
    """The way down to the list that a line is an item of; '' for none."""
    line = verdict.line
    return (line.within("ul") or line.within("ol")) if line.tag in ("li", "p") else ""


def _paragraph(verdict: Verdict, box: str) -> bool:
    line = verdict.line
    return verdict.kept and line.tag == "p" and line.place.rpartition(" > ")[0] == box and running(line.text)
