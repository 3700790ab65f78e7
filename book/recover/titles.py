"""The title: the line of the masthead that the text itself bears out.

Evidence is weighed (`headlines`, weights/title.toml): a line that stands there twice (`<title>` and `<h1>`),
or once with the site's name behind it, whose words return in the piece, that stands above the byline, the
date or the opening. What is not probable enough is a candidate, shown to the editor and never printed:
a first line is no title for being first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from book.model import Fact, Galley, Line, Role, Span
from book.recover import grammar, linkednotes, weigh
from book.recover.dates import find
from book.recover.headlines import SUFFIX, Masthead, behind_date, crumb, named
from book.recover.marks import OPEN, Mark, known, remark
from book.recover.page import Page, Sheet
from book.recover.weigh import Evidence
from book.recover.zones import ends_sentence, norm

_DIGIT = re.compile(r"\d")
_CALL = re.compile(r"\s?\[\^[\w-]{1,20}\]")
_MARK = re.compile(r"\[?(?:\d{1,3}|[a-z*†‡§¹²³⁴-⁹]{1,2})\]?")
_DASHED = re.compile(r"\s+[-–—|/]\s+\Z")
_RAN_ON = re.compile(r"[^\W\d_]+?[a-zß-ÿ](?=[A-ZÀ-Þ])")
_QUOTED = re.compile(r"[^\"„“”«»]{2,50}[a-zß-ÿ](?P<title>(?:\"[^\"]+\"|„[^„“”]+[“”]|“[^“”]+”|«[^«»]+»))")
_LABEL = re.compile(r"[A-ZÀ-Þ]{4,} (?=[A-ZÀ-Þ\"'“‘„«]?\w*[a-zß-ÿ])")
_KICKER, _LEAST = 4, 3
"""Words: how many a kicker has at most, and the title behind it at least."""
_SHORT = 8
"""Words that a title may have above the line that goes on with it, at most."""
_LIKELIEST, _LIKELY = 0.05, 0.15
"""The least chance of what an editor is asked about: the likeliest line, and what else it may be."""
_EVEN = 0.5
"""The least chance of a title that is a sentence of the text, or somebody's name alone."""
_FAINT = 0.02
"""The chance of a line below which it does not matter what it tells."""


_BOLD = frozenset({"b", "strong"})
_ABOVE = 3
"""Lines between a title at the head of a page and its text, at most."""
_HEADINGS = frozenset({"h1", "h2", "h3"})
_CHAPTER = re.compile(
    r"(?:(?:chapter|hoofdstuk|kapitel|chapitre|capítulo|capitulo|capitolo) )?"
    r"(?P<number>\d{1,3}|[ivxlc]{1,7})(?= |\Z)"
)


def recover(galley: Galley, sheet: Sheet) -> Galley:
    """Marks the title and its repeats above the piece; adds the title as a fact, or the candidates."""
    page = sheet.page(galley)
    if settled := known(galley, "title"):
        return _again(galley, page, {norm(f.value) for f in settled})
    scale = weigh.load("title")
    masthead = Masthead(page)
    found = weighed(masthead)
    chances = _joined(page, found, scale.chances([evidence for _, evidence in found]))
    total = sum(chances)
    order = sorted(range(len(found)), key=lambda c: (-chances[c], c))
    if not order:
        return galley
    heading = next((c for c, (k, _) in enumerate(found) if _heads_all(page, k)), None)
    first = order[0] if heading is None else heading
    best, evidence = found[first]
    chance = chances[first]
    lost = chance < _EVEN and (_sentence(page, best) or "name-like" in evidence)
    enough = heading is not None or scale.enough(chance, total)
    if lost or not enough or masthead.strange(best):
        likely = [found[c][0] for c in order[:3] if chances[c] >= (_LIKELIEST if c == order[0] else _LIKELY)]
        return remark(galley, {}, [_fact(page, k, False) for k in likely])
    line = page.lines[best]
    marks = {line.at: Mark(Role.TITLE, "titles.weighed", round(chance, 2), scale.because(evidence))}
    if _goes_on(page, best) and page.lines[best - 1].verdict.role in OPEN:
        marks[page.lines[best - 1].at] = Mark(Role.TITLE, "titles.begun", 1.0, "the title goes on below it")
    for k, other in enumerate(page.lines[:best]):
        same = page.keys[k] == page.keys[best] or _suffixed(page, k, page.keys[best])
        if other.verdict.role in OPEN and same:
            marks[other.at] = Mark(Role.TITLE, "titles.repeat", 1.0, "the title again")
    if not any(v.kept and i not in marks for i, v in enumerate(galley.verdicts)):
        return remark(galley, {}, [_fact(page, best, False)])  # a title of nothing: it is the text
    return remark(galley, marks, [_fact(page, best, True)])


def _heads_all(page: Page, k: int) -> bool:
    """Whether a line is in bold at the head of its page, and only who wrote it and when stand between it and
    the text: so old pages have their titles, in languages too of whose words little is known."""
    line = page.lines[k].verdict.line
    if k or not (line.inlines and all(isinstance(i, Span) and i.kind in _BOLD for i in line.inlines)):
        return False
    first = next((j for j, other in enumerate(page.lines[: _ABOVE + 2]) if other.kept and other.prose), 0)
    below = range(1, first)
    signed = {j for j in below if page.kind(j) == "byline" or named(page.lines[j].text)}
    return bool(signed) and all(j in signed or page.kind(j) == "date" for j in below)


def _sentence(page: Page, k: int) -> bool:
    """Whether a line is kept as a sentence of the text: taken for the title in error, it is lost there."""
    line = page.lines[k]
    return line.kept and line.prose and ends_sentence(line.text)


def _joined(page: Page, found: Sequence[tuple[int, Evidence]], chances: list[float]) -> list[float]:
    """The chances of the titles that the candidates tell: each at the likeliest of the lines that tell it.

    A title may stand below itself in a breadcrumb, or behind a kicker: that speaks for it, not against.
    """
    joined, first = list(chances), dict[str, int]()
    for c in sorted(range(len(chances)), key=lambda c: (-chances[c], c)):
        if chances[c] < _FAINT:
            break
        if (likeliest := first.setdefault(norm(told(page, found[c][0])), c)) != c:
            joined[likeliest] += joined[c]
            joined[c] = 0.0
    return joined


def _again(galley: Galley, page: Page, titles: set[str]) -> Galley:
    """Marks the lines above the text, and its first, that repeat the title that its container gives.

    A chapter's heading may count it otherwise than the contents do: 'Chapter 1. The lock', '1. The lock'.
    """
    counted = {_counted(title) for title in titles}
    marks = {
        line.at: Mark(Role.TITLE, "titles.repeat", 1.0, "the title that its container gives")
        for k, line in enumerate(page.lines[: page.span[0] + 1])
        if line.verdict.role in OPEN
        and (page.keys[k] in titles or (line.verdict.line.tag in _HEADINGS and _same(page.keys[k], counted)))
    }
    return remark(galley, marks)


def _counted(key: str) -> tuple[str, str]:
    """The number of a chapter, and its words without that: 'chapter 1 the lock' -> ('1', 'the lock')."""
    found = _CHAPTER.match(key)
    return (found["number"], key[found.end() :].strip()) if found else ("", key)


def _same(key: str, counted: set[tuple[str, str]]) -> bool:
    """Does a heading say the title, or the number alone that is the title's?"""
    number, words = _counted(key)
    return any(
        (words == title and bool(words) and number in ("", of)) or (not words and number == of != "")
        for of, title in counted
    )


def _fact(page: Page, k: int, sure: bool) -> Fact:
    return Fact("title", told(page, k), "titles.weighed", page.lines[k].verdict.line.number, sure)


def told(page: Page, k: int) -> str:
    """The title that the line `k` gives: without its number in a breadcrumb, or what `bare` takes off.

    The name of its site is left behind where the title stands elsewhere without it.
    """
    text = page.lines[k].text
    if _goes_on(page, k):
        text = page.lines[k - 1].text + text
    text = text.removesuffix(call_behind(page.lines[k].verdict.line)).rstrip()
    for cut in SUFFIX.finditer(text):
        head = text[: cut.start()]
        if norm(head) in page.counts and len(head.split()) >= _LEAST:
            return head
    return bare(text[crumb(page, k) :], page.galley.language)


def _goes_on(page: Page, k: int) -> bool:
    """Whether a line goes on with the short one above it: ': A baker at night' below 'The bread'."""
    above = page.lines[k - 1] if k else None
    return page.lines[k].text.startswith(": ") and above is not None and 0 < above.size <= _SHORT


def call_behind(line: Line) -> str:
    """The call of a note with which a line of a page ends, a mark that leads within the page; '' for none."""
    for start, end, href in linkednotes.links(line.inlines):
        words = line.text[start:end].strip()
        if end == len(line.text) and href.startswith("#") and _MARK.fullmatch(words):
            return words
    return ""


def bare(text: str, language: str) -> str:
    """A title without what its line sets before or behind it: a date and a dash, a kicker that ' : ' parts,
    and the calls of notes in Markdown.

    French sets a space before its own colons: there nothing is parted.
    """
    text = _CALL.sub("", text)
    dates = find(text, grammar.load(language).calendar) if _DIGIT.search(text) else ()
    if title := behind_date(text, language):
        text = title
    elif dates and dates[-1].end == len(text) and (dash := _DASHED.search(text[: dates[-1].start])):
        text = text[: dash.start()]
    text = _unlabelled(text, language)
    kicker, parted, title = text.partition(" : ")
    if (
        parted
        and language.split("-")[0] != "fr"
        and len(kicker.split()) <= _KICKER
        and len(title.split()) >= _LEAST
    ):
        return title.strip()
    return text


def _unlabelled(text: str, language: str) -> str:
    """A title without the kind of text that markup ran into it, or that stands before it in capitals:
    'ColumnDe klant is koning', 'OPINIE De klant is koning'. 'Opinion: ...' is how a title may begin. Nor has
    a quotation that is a title what ran into it: 'Het gesprek„De klant is koning“'.
    """
    if run := _QUOTED.fullmatch(text):
        return run["title"]
    found = _RAN_ON.match(text) or _LABEL.match(text)
    title = text[found.end() :] if found else ""
    if found is None or len(title.split()) < _LEAST or title.isupper():
        return text
    return title if grammar.load(language).match("genres", found[0].strip()) else text


def candidates(page: Page) -> list[tuple[int, dict[str, float]]]:
    """The lines that may be the title (indices into `page.lines`), each with its evidence."""
    return weighed(Masthead(page))


def weighed(masthead: Masthead) -> list[tuple[int, dict[str, float]]]:
    """The candidates of a masthead, each with its evidence."""
    return [(k, masthead.evidence(k)) for k in masthead.candidates]


def _suffixed(page: Page, k: int, key: str) -> bool:
    return bool(key) and page.keys[k].startswith(key + " ") and bool(SUFFIX.search(page.lines[k].text))
