"""Who the author is: after the byline, below 'Over de auteur', or in a sentence of its own.

A sentence 'X is ...' in mid-text is a bio only if it gives an e-mail address (which the book leaves
out); at the foot it is one if X is known to be the author.
"""

from __future__ import annotations

import re

from book.model import Fact, Galley, Line, Role
from book.places import steps
from book.recover import grammar
from book.recover.marks import OPEN, Mark, known, remark
from book.recover.names import people, surnames
from book.recover.page import Sheet
from book.recover.zones import Zones, norm
from book.sentences import ends, running
from book.words import count

MAIL = re.compile(r"\s*[(\[<]?\s*(?:mailto:)?[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}\s*[)\]>]?")
LONGEST = 110  # words
_SURELY_NOT = frozenset({"any.blogger-share", "any.follow", "any.copyright"})
"""Rules of lines that are a page's own wherever they stand."""
_LAST = 4
"""Of how many of the last kept lines a bio may be one."""
_FOOT = 0.4
"""The largest share of the text that may stand below a byline at its foot."""


def recover(galley: Galley, sheet: Sheet) -> Galley:
    """Marks bios; adds each as a fact, and its author where nothing else named one."""
    for step in (_below_byline, _headed, _closing):
        galley = step(galley, sheet)
    return galley


def mailed(galley: Galley, sheet: Sheet) -> Galley:
    """'Ton Christianen (t.christianen@osb.nl) is bedrijfsadviseur bij OSB', wherever it stands."""
    rules = grammar.load(galley.language)
    marks: dict[int, Mark] = {}
    facts: list[Fact] = []
    for i, verdict in enumerate(galley.verdicts):
        text = verdict.line.text
        if verdict.role not in OPEN or "@" not in text or count(text) > LONGEST:
            continue
        hit = rules.match("bios", text)
        names = people(hit.get("who"), alone=True) if hit and hit.get("bio") else ()
        if hit and len(names) == 1 and MAIL.search(text):
            marks[i] = Mark(Role.BIO, "bios.mailed", 1.0, "a full name, its e-mail address, and who it is")
            sure = not known(galley, "author") and not facts
            facts.append(Fact("author", names[0], "bios.mailed", verdict.line.number, sure))
            facts.append(Fact("bio", summary(text, names[0], hit), "bios.mailed", verdict.line.number))
    return remark(galley, marks, facts)


def _below_byline(galley: Galley, sheet: Sheet) -> Galley:
    """The lines set right below a byline at the foot: 'Auteur: X', then who X is.

    Where most of the piece stands below it, the foot of a short piece reaches up to its head: they are text.
    """
    area = sheet.page(galley).zones
    total = sum(len(v.line.text) for v in galley.verdicts if v.kept)
    marks: dict[int, Mark] = {}
    facts: list[Fact] = []
    names = [f.value for f in galley.facts if f.field == "author"]
    authors = [f.value for f in known(galley, "author")]
    for i in area.foot:
        if galley.verdicts[i].role is not Role.BYLINE:
            continue
        if sum(len(v.line.text) for v in galley.verdicts[i:] if v.kept) > total * _FOOT:
            continue
        if authors and not _mentions(galley.verdicts[i].line.text, authors):
            continue  # who wrote what else the site has
        for j in range(i + 1, min(i + 4, len(galley.verdicts))):
            verdict = galley.verdicts[j]
            text = verdict.line.text
            size = count(text)
            if verdict.role not in OPEN or not 4 <= size <= LONGEST or verdict.rule in _SURELY_NOT:
                break
            if not _beside(galley.verdicts[i].line, verdict.line):
                break
            if size < 12 and not _mentions(text, names):
                break
            marks[j] = Mark(Role.BIO, "bios.below-byline", 0.95)
            facts.append(Fact("bio", plain(text), "bios.below-byline", verdict.line.number))
    return remark(galley, marks, facts)


def _beside(byline: Line, line: Line) -> bool:
    """Does a line stand in the box of the byline: its element, or the one around that? A text has none.

    The byline of a teaser among the paragraphs is over none of them.
    """
    box = steps(byline.place)[:-2]
    return not byline.place or steps(line.place)[: len(box)] == box


def _headed(galley: Galley, sheet: Sheet) -> Galley:
    """What stands below 'Over de auteur', or below the author's own name set as a heading."""
    rules = grammar.load(galley.language)
    area = sheet.page(galley).zones
    authors = [f.value for f in known(galley, "author")]
    marks: dict[int, Mark] = {}
    facts: list[Fact] = []
    for i in _below(galley, area):
        verdict = galley.verdicts[i]
        if (verdict.role not in OPEN and verdict.role is not Role.BYLINE) or i in marks:
            continue
        text = verdict.line.text
        hit = rules.match("bios", grammar.strip(text))
        headed = hit is not None and hit.rule == "bios.heading"
        names = people(hit.get("who") if headed and hit else grammar.strip(text), alone=True)
        mine = any(norm(n) in map(norm, authors) for n in names)
        if not mine and (names or not headed):
            continue
        below = _bio_at(galley, i, tuple(authors))
        if headed and hit and hit.get("who") and not names and (not below or ends(text)):
            continue  # 'About the Butterfly', 'Over de pot van tante Sjaan.': no author's name
        rule = "bios.heading" if headed else "bios.name"
        if headed and verdict.role in OPEN:
            marks[i] = Mark(Role.BIO, rule, 0.9)
        for j in below:
            line = galley.verdicts[j].line
            marks[j] = Mark(Role.BIO, rule, 0.9)
            facts.append(Fact("bio", plain(line.text), rule, line.number))
    return remark(galley, marks, facts)


def _below(galley: Galley, area: Zones) -> tuple[int, ...]:
    titles = [i for i in area.head if galley.verdicts[i].role is Role.TITLE]
    return tuple(i for i in area.head if titles and i > titles[-1]) + area.foot


def _bio_at(galley: Galley, i: int, authors: tuple[str, ...]) -> list[int]:
    """The line after line `i` that says who the author is: it names one, or nobody is named."""
    for j in range(i + 1, min(i + 4, len(galley.verdicts))):
        verdict = galley.verdicts[j]
        text = verdict.line.text
        if verdict.role is Role.BLANK:
            continue
        if verdict.role in OPEN and 5 <= count(text) <= LONGEST and _mentions(text, list(authors)):
            return [j]
        break
    return []


def _closing(galley: Galley, sheet: Sheet) -> Galley:
    """'X is ...' at the head or among the last lines, where X is the author."""
    rules = grammar.load(galley.language)
    authors = {norm(f.value) for f in known(galley, "author")}
    if not authors:
        return galley
    kept = [i for i, v in enumerate(galley.verdicts) if v.kept]
    area = sheet.page(galley).zones
    marks: dict[int, Mark] = {}
    facts: list[Fact] = []
    for i in dict.fromkeys((*kept[-_LAST:], *area.foot, *(i for i in area.head if i >= area.opening - 3))):
        verdict = galley.verdicts[i]
        text = verdict.line.text
        if verdict.role not in OPEN or not 4 <= count(text) <= LONGEST:
            continue
        hit = rules.match("bios", text)
        names = people(hit.get("who"), alone=True) if hit and hit.get("bio") else ()
        if hit is None or len(names) != 1 or norm(names[0]) not in authors:
            continue
        # Where it is the whole text, it is none.
        if any(running(v.line.text) for n, v in enumerate(galley.verdicts) if v.kept and n != i):
            marks[i] = Mark(Role.BIO, "bios.is", 0.9)
            facts.append(Fact("bio", summary(text, names[0], hit), "bios.is", verdict.line.number))
    return remark(galley, marks, facts)


def _mentions(text: str, names: list[str]) -> bool:
    return any(part in text for name in names for part in surnames(name))


def plain(text: str) -> str:
    """A bio as it may be printed: without e-mail addresses."""
    return re.sub(r"\s+([.,;])", r"\1", MAIL.sub(" ", text)).replace("  ", " ").strip()


def summary(text: str, name: str, hit: grammar.Hit) -> str:
    """'X is bakker bij Y.' -> 'bakker bij Y'; a bio of several sentences stays whole."""
    bio = plain(text)
    rest = plain(hit.get("bio")).rstrip(". ")
    simple = re.fullmatch(rf"{re.escape(name)},? (?:is|was|ist|est|è|é|es|är|er) .*", bio, re.DOTALL)
    return rest if simple and not re.search(r"[.!?]\s", rest) else bio
