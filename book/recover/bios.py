"""Who the author is: after the byline, below 'Over de auteur', or in a sentence of its own.

A sentence 'X is ...' in mid-text is a bio only if it gives an e-mail address (which the book leaves
out); at the foot it is one if the piece itself does not speak of X.
"""

from __future__ import annotations

import re

from book.model import Fact, Galley, Role
from book.recover import grammar
from book.recover.marks import OPEN, Mark, known, remark
from book.recover.names import ordinary, people, surnames
from book.recover.zones import Zones, inside, lowercase, norm, words, zones

MAIL = re.compile(r"\s*[(\[<]?\s*(?:mailto:)?[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}\s*[)\]>]?")
LONGEST = 110  # words
_LAST = 4
"""Of how many of the last kept lines a bio may be one."""


def recover(galley: Galley) -> Galley:
    """Marks bios; adds each as a fact, and its author where no byline named one."""
    galley = _mailed(galley)
    galley = _below_byline(galley)
    galley = _headed(galley)
    return _closing(galley)


def _mailed(galley: Galley) -> Galley:
    """'Ton Christianen (t.christianen@osb.nl) is bedrijfsadviseur bij OSB', wherever it stands."""
    rules = grammar.load(galley.language)
    marks: dict[int, Mark] = {}
    facts: list[Fact] = []
    for i, verdict in enumerate(galley.verdicts):
        text = verdict.line.text
        if verdict.role not in OPEN or "@" not in text or len(words(text)) > LONGEST:
            continue
        hit = rules.match("bios", text)
        names = people(hit.get("who"), alone=True) if hit and hit.get("bio") else ()
        if hit and len(names) == 1 and MAIL.search(text):
            marks[i] = Mark(Role.BIO, "bios.mailed", 1.0, "a full name, its e-mail address, and who it is")
            sure = not known(galley, "author") and not facts
            facts.append(Fact("author", names[0], "bios.mailed", verdict.line.number, sure))
            facts.append(Fact("bio", summary(text, names[0], hit), "bios.mailed", verdict.line.number))
    return remark(galley, marks, facts)


def _below_byline(galley: Galley) -> Galley:
    """The lines set right below a byline at the foot: 'Auteur: X', then who X is."""
    area = zones(galley)
    marks: dict[int, Mark] = {}
    facts: list[Fact] = []
    names = [f.value for f in galley.facts if f.field == "author"]
    for i in area.foot:
        if galley.verdicts[i].role is not Role.BYLINE:
            continue
        for j in range(i + 1, min(i + 4, len(galley.verdicts))):
            verdict = galley.verdicts[j]
            text = verdict.line.text
            count = len(words(text))
            if verdict.role not in OPEN or not 4 <= count <= LONGEST:
                break
            if count < 12 and not _mentions(text, names):
                break
            marks[j] = Mark(Role.BIO, "bios.below-byline", 0.95)
            facts.append(Fact("bio", plain(text), "bios.below-byline", verdict.line.number))
    return remark(galley, marks, facts)


def _headed(galley: Galley) -> Galley:
    """What stands below 'Over de auteur', or below the author's own name set as a heading."""
    rules = grammar.load(galley.language)
    area = zones(galley)
    lower = lowercase(galley)
    authors = {norm(f.value) for f in known(galley, "author")}
    marks: dict[int, Mark] = {}
    facts: list[Fact] = []
    settled = bool(authors)
    for i in _below(galley, area):
        verdict = galley.verdicts[i]
        if verdict.role not in OPEN or i in marks:
            continue
        text, number = grammar.strip(verdict.line.text), verdict.line.number
        hit = rules.match("bios", text)
        headed = hit is not None and hit.rule == "bios.heading"
        names = people(hit.get("who"), alone=True) if headed and hit else people(text, alone=True)
        if (not headed and len(names) != 1) or any(ordinary(n, lower) for n in names):
            continue
        if headed and hit and hit.get("who") and not names:
            continue
        below = _bio_at(galley, i, names)
        if not headed and not below:
            continue
        if not headed and names and authors and norm(names[0]) not in authors:
            continue
        rule = "bios.heading" if headed else "bios.name"
        marks[i] = Mark(Role.BIO, rule, 0.9)
        for j in below:
            marks[j] = Mark(Role.BIO, rule, 0.9)
            facts.append(
                Fact("bio", plain(galley.verdicts[j].line.text), rule, galley.verdicts[j].line.number)
            )
        facts += [Fact("author", n, rule, number, not settled) for n in names[:1]]
        settled = settled or bool(names)
    return remark(galley, marks, facts)


def _below(galley: Galley, area: Zones) -> tuple[int, ...]:
    titles = [i for i in area.head if galley.verdicts[i].role is Role.TITLE]
    return tuple(i for i in area.head if titles and i > titles[-1]) + area.foot


def _bio_at(galley: Galley, i: int, names: tuple[str, ...]) -> list[int]:
    """The lines after line `i` that say who these people are, at most three."""
    found: list[int] = []
    for j in range(i + 1, min(i + 5, len(galley.verdicts))):
        verdict = galley.verdicts[j]
        text = verdict.line.text
        if verdict.role is Role.BLANK:
            continue
        if verdict.role not in OPEN or len(words(text)) > LONGEST or len(found) == 3:
            break
        if len(words(text)) < 5 or (names and not found and not _mentions(text, list(names))):
            break
        if not names and not found and not people(" ".join(text.split()[:2]), alone=True):
            break
        found.append(j)
    return found[:1] if names else found


def _closing(galley: Galley) -> Galley:
    """'X is ...' among the last lines, where X is the author or nobody that the piece speaks of."""
    rules = grammar.load(galley.language)
    lower = lowercase(galley)
    authors = {norm(f.value) for f in known(galley, "author")}
    kept = [i for i, v in enumerate(galley.verdicts) if v.kept]
    area = zones(galley)
    marks: dict[int, Mark] = {}
    facts: list[Fact] = []
    for i in dict.fromkeys((*kept[-_LAST:], *area.foot, *(i for i in area.head if i >= area.opening - 3))):
        verdict = galley.verdicts[i]
        text = verdict.line.text
        if verdict.role not in OPEN or not 4 <= len(words(text)) <= LONGEST:
            continue
        hit = rules.match("bios", text)
        names = people(hit.get("who"), alone=True) if hit and hit.get("bio") else ()
        if not hit or len(names) != 1 or ordinary(names[0], lower):
            continue
        mine = norm(names[0]) in authors
        if not mine and (authors or _spoken_of(galley, names[0], i)):
            continue
        marks[i] = Mark(Role.BIO, "bios.is", 0.9)
        facts.append(Fact("bio", summary(text, names[0], hit), "bios.is", verdict.line.number))
        if not mine:
            authors.add(norm(names[0]))
            facts.append(Fact("author", names[0], "bios.is", verdict.line.number))
    return remark(galley, marks, facts)


def _spoken_of(galley: Galley, name: str, line: int) -> bool:
    """Whether another line of the piece uses the person's surname."""
    last = surnames(name)[-1:] or (name,)
    return any(
        last[0] in v.line.text for k, v in enumerate(galley.verdicts) if k != line and v.kept and inside(v)
    )


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
