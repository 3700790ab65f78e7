"""What an author lists below his text: sources, literature, notes, further reading."""

from __future__ import annotations

from collections.abc import Iterator

from book.clean.layout import HEADINGS, free
from book.clean.markuptraits import LINKED, link_share, linked
from book.clean.packs import CERTAINTY
from book.clean.page import Page, Verdicts, rerole
from book.clean.references import own_pages, refers, sites
from book.clean.tables import BY_PROSE
from book.model import LISTED, Line, Role, Verdict

_LEADING = (*BY_PROSE, "beyond")
"""The judges that ask whether a line reads like the text above: a list of sources does not."""
_SEVERAL = 2  # sites that a line leads to


def apparatus(verdicts: Verdicts, page: Page) -> Verdicts:
    """Keeps what stands below 'Sources', in the element whose paragraphs are kept, to the next heading; not a
    list of links to the site's own pages. A heading stays with what stays below it.

    Nothing on the way down to it may be furniture's.
    """
    changes: dict[int, Verdict] = {}
    for head, below in _lists(verdicts, page):
        if own_pages([verdicts[i].line for i in below if page.claims[i] is None]):
            continue
        changes |= {i: _kept(verdicts[i]) for i in (head, *below) if _unlike(verdicts[i])}
        claimed = not verdicts[head].kept and verdicts[head].rule not in page.house
        if claimed and any(verdicts[i].kept or i in changes for i in below):
            changes[head] = _kept(verdicts[head])
    changes |= {i: _kept(v) for i, v in enumerate(verdicts) if _in_a_line(v, page.texts[i], page)}
    return rerole(verdicts, changes)


def _lists(verdicts: Verdicts, page: Page) -> Iterator[tuple[int, list[int]]]:
    """The headings of such lists, each with the lines below it that stand in no furniture."""
    homes: set[str] = set()
    head, box = -1, ""
    below: list[int] = []
    for i, verdict in enumerate(verdicts):
        line = verdict.line
        if not page.texts[i] or not line.place:
            continue
        parent = line.place.rpartition(" > ")[0]
        named = page.texts[i].rstrip(" :").lower() in page.apparatus
        heads = line.tag in HEADINGS or (named and _heads(line))
        if box and (heads or not line.place.startswith(box + " > ")):
            yield head, below
            box = ""
        if heads and named and parent in homes:
            head, box, below = i, parent, []
        elif box and free(line.place.removeprefix(box + " > ").split(" > ")):
            below.append(i)
        elif not heads and verdict.kept and line.tag == "p":
            homes.add(parent)
    if box:
        yield head, below


def _unlike(verdict: Verdict) -> bool:
    """Was a line dropped for not reading like the text?"""
    return not verdict.kept and verdict.rule.startswith(_LEADING)


def _heads(line: Line) -> bool:
    """Is a paragraph a heading by how it is set: all in bold, or with a colon?"""
    text = line.text.strip()
    return line.tag == "p" and (text.endswith(":") or linked(line.inlines)[2] >= len(text))


def _in_a_line(verdict: Verdict, text: str, page: Page) -> bool:
    """Is it such a list on one line, which a rule took for a pointer: 'Further reading: Vries, (2001)'?"""
    named, colon, said = text.partition(":")
    if verdict.kept or not colon or not said.strip() or named.strip().lower() not in page.apparatus:
        return False
    line = verdict.line
    pointer = (
        verdict.role is Role.BOILERPLATE and verdict.certainty == CERTAINTY and verdict.rule not in page.house
    )
    own = pointer and line.tag == "p" and link_share(line) < LINKED
    return own and (refers(said) or len(sites(line)) >= _SEVERAL)


def _kept(verdict: Verdict) -> Verdict:
    return Verdict(verdict.line, Role.BODY, LISTED, 0.6, "below the text, by its author")
