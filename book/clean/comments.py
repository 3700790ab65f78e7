"""Readers' comments: told by the structure of their thread, since they are prose like any other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from functools import lru_cache
from itertools import accumulate

from book.clean.page import Page, Verdicts, drop, rerole
from book.clean.shapes import is_name, is_sentence
from book.model import Line, Role, Slot, Verdict

_QUOTED_LINK = re.compile(r"\[(?:\.\.\.|…)\].{10,}\[(?:\.\.\.|…)\]")
_SAYS = re.compile(
    r".{2,60}\b(?:says|said|wrote|writes|commented|replied|zei|zegt|schreef|schrijft|reageerde|sagt|sagte|schrieb"
    r"|schreibt|meint|dit|a écrit|dice|dijo|escribió|ha scritto|disse|skrev|säger|siger)\b.{0,60}:\s*",
    re.IGNORECASE,
)
_SAYS_ALONE = re.compile(
    r"[^\W_][^\n.!?:;,]{0,50} (?:says|said,|wrote|writes|commented|replied|zegt|schreef|schrijft|reageerde"
    r"|sagt|schrieb|schreibt|dit|a écrit|dice|escribió|ha scritto|disse|skrev|säger|siger|sier|skriver|pisze"
    r"|napisał|mówi|пишет|говорит|napsal|diyor)",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"(?:.{0,60}\b)?(?:[0-3]?\d[./-][01]?\d[./-](?:19|20)?\d\d|(?:19|20)\d\d[./-][01]?\d[./-][0-3]?\d"
    r"|[0-3]?\d(?:st|nd|rd|th|\.)? ?[^\W\d_]{3,10}\.?,? (?:19|20)\d\d"
    r"|[^\W\d_]{3,10}\.? [0-3]?\d(?:st|nd|rd|th)?,? (?:19|20)\d\d)"
    r".{0,20}\b[0-2]?\d[:.][0-5]\d(?:[ap]m)?\b.{0,30}",
    re.IGNORECASE,
)
_CLOCKED = re.compile(
    r"(?:.{0,60}\b)?[^\W\d_]{3,10}\.? [0-3]?\d(?:st|nd|rd|th)?,?.{0,8}\b[0-2]?\d[:.][0-5]\d\b"
    r"(?: ?[ap]m| uur| Uhr)?"
    r"|(?:om |at |um |à |kl\.? )?[0-2]?\d[:.][0-5]\d(?: ?[ap]m| uur| Uhr|h)?"
    r"|(?:.{0,60}\b)?[0-2]?\d[:.][0-5]\d(?: ?[ap]m| uur| Uhr|h)?,? .{0,14}\b[0-3]?\d(?:st|nd|rd|th|\.)? "
    r"[^\W\d_]{3,10}\.?,? (?:19|20)?\d\d",
    re.IGNORECASE,
)
_HOUR = re.compile(r"(?:[ap]\.? ?m|\bu|\bh|\buur|\buhr)\.$", re.IGNORECASE)
_SIGNED = re.compile(
    r"(?<!\S)(?:(?:posted|written|comment) by|(?:geplaatst|gepost|geschreven) door|reactie van"
    r"|(?:verfasst|geschrieben) von|publié par|publicado por|postado por|(?:pubblicato|postato) da"
    r"|(?:skrevet|skriven) av):? .+",
    re.IGNORECASE,
)
_MEMBER = re.compile(
    r"(?:lid sinds|member since|joined|mitglied seit|membre depuis) .{0,24}\d{4}", re.IGNORECASE
)
_REGARDS = re.compile(
    r"(?:met vriendelijke |vriendelijke |hartelijke )?(?:groet(?:en|jes)?|mvg|gr)[.,!]? ?[^\W\d_]{0,20}"
    r"|(?:kind |best |warm )?(?:regards|cheers)[.,!]? ?[^\W\d_]{0,20}",
    re.IGNORECASE,
)
UNLIKE = frozenset({"unlike-text", "beyond"})
"""The rules of what is dropped for what it is like, or for where it stands."""
_REMARK = re.compile(r"cmnt\d+")
_DIGITS = re.compile(r"\d\d")
_FIGURES, _NAMES = re.compile(r"\d+"), re.compile(r"[^\W\d_]+(?:[ .'’-]+[^\W\d_]+)*")
_DATED, _HEADS = 2, 3
_CONVICTION = 0.75
_UNSURE = 0.5  # less certain than this, a line that is kept is as likely not the author's
_CELL = 6  # lines of a cell of a table; of more a page is laid out
_TAIL = 140  # characters of the end of a paragraph in which its reader may have signed
_BELOW = 2  # lines below a head that are its reader's: one may be blank
SAID = 0.1  # of what is likely the author's, at least this share stands above what readers say of it
LEAST_BEFORE = 400  # characters of text: no thread begins before there is something to comment on


def remarks(verdicts: Verdicts, page: Page) -> Verdicts:
    """What a text's first readers remarked in its margin, which Google Docs puts below it."""
    why = "A remark in the margin of the manuscript."
    changes = {
        i: drop(verdict, Role.COMMENT, "remark", 0.95, why)
        for i, verdict in enumerate(verdicts)
        if any(map(_REMARK.fullmatch, verdict.line.anchors))
    }
    return rerole(verdicts, changes)


def pingbacks(verdicts: Verdicts, page: Page) -> Verdicts:
    """Another site's link to this one: an excerpt between [...] and [...], under the title of its page."""
    changes: dict[int, Verdict] = {}
    for i, text in enumerate(page.texts):
        if text[:1] != "[" or len(text) > 2000 or not _QUOTED_LINK.match(text):
            continue
        why = "Another site's excerpt between [...] marks."
        changes[i] = drop(verdicts[i], Role.COMMENT, "pingback", 0.95, why)
        above = i - 1
        while above >= 0 and not page.texts[above]:
            above -= 1
        title = page.texts[above] if above >= 0 else ""
        if title and above not in changes and (not is_sentence(title) or _titled(title)):
            why = "The title over that excerpt."
            changes[above] = drop(verdicts[above], Role.COMMENT, "pingback", 0.9, why)
    return rerole(verdicts, changes)


def _titled(text: str) -> bool:
    """'The title. - The Site'."""
    return len(text) <= 250 and re.search(r" [-–|] [^-–|]{2,40}$", text) is not None


def comments(verdicts: Verdicts, page: Page) -> Verdicts:
    """A thread: heads that say who (and when), each over what that reader wrote, to the end of the page.

    Two heads with a date and a clock time are enough. Others (a name and 'says:', a bare time, a bare name
    right on a text in a thread that has another mark: a greeting, a pingback, since when someone is a member)
    need to be three, over lines that are doubtful already: an interview, a list of profiles and an agenda
    have such heads too.
    """
    above = kept_above(verdicts, page)
    cells = Counter(_cell(v.line.slot) for v in verdicts if v.line.slot)
    signed = {
        i: signature(page.texts[i])
        for i, v in enumerate(verdicts)
        if above[i] >= LEAST_BEFORE
        and not _in_cell(v.line, cells)  # a timetable's cells say when, too
        and (v.kept or _unlike(v))
    }
    heads = _counting([i for i in signed if signed[i] or _is_named(page.texts, i)], signed, verdicts)
    kin = _of_one_thing({page.texts[i] for i in heads if not signed[i]})
    heads = [i for i in heads if page.texts[i] not in kin]
    marked = [i for i in heads if signed[i]]
    dated = [i for i in marked if _WHEN.fullmatch(signed[i])]
    if len(dated) >= _DATED:
        first = dated[0]
        if first - 1 in heads:  # the name stands above its date
            first -= 1
    elif len(marked) >= _HEADS and _over_doubtful(verdicts, marked):
        first = marked[0]
    elif len(heads) >= _HEADS and _has_mark(verdicts, page, heads[0]) and _over_doubtful(verdicts, heads):
        first = heads[0]
    else:
        return verdicts
    if said_above(verdicts, first) < SAID:
        return verdicts
    first = _first_signed(verdicts, page, {i: signed[i] for i in dated}, first)
    return from_here(verdicts, first, f"A thread of {len(marked) or len(heads)} readers, by its heads.")


def _counting(heads: Sequence[int], signed: Mapping[int, str], verdicts: Verdicts) -> list[int]:
    """Without the marked heads that are dropped already: all is said of these. Where a text ends too late,
    those below its end have the form of one that is kept, and count with it."""
    kept = {form(signed[i]): i for i in reversed(heads) if verdicts[i].kept}
    return [i for i in heads if verdicts[i].kept or not signed[i] or kept.get(form(signed[i]), i) < i]


def form(head: str) -> str:
    """What is alike in the heads of one page: of 'Posted by: Ann Lee | May 2, 2012 at 10:58 AM', for one,
    'a: a | a 0, 0 a 0:0 a'."""
    return _FIGURES.sub("0", _NAMES.sub("a", head))


def _first_signed(verdicts: Verdicts, page: Page, signed: Mapping[int, str], first: int) -> int:
    """Where a thread begins whose dated heads are `signed` so, and that has `first` as its first head.

    TypePad and Movable Type sign what a reader says below it: three signatures of one form, most of them
    right below a sentence, and no sentence below the last. The first comment stands above its signature then:
    one paragraph, and those above that which are doubtful themselves, unless next to all above is so.
    """
    texts = page.texts
    alike = form(signature(texts[first]))
    heads = [i for i in signed if form(signed[i]) == alike]
    if len(heads) < _HEADS:
        return first
    ends = {i for i in heads if signed[i] != texts[i]}  # of what they say in one paragraph
    above = [i if i in ends else next((j for j in range(i - 1, -1, -1) if texts[j]), i) for i in heads]
    below = next((text for text in texts[heads[-1] + 1 :] if text), "")
    if is_sentence(below) or 2 * sum(j in ends or is_sentence(texts[j]) for j in above) <= len(above):
        return first
    begins = above[0]
    while begins and (not texts[begins - 1] or verdicts[begins - 1].certainty < _UNSURE):
        begins -= 1
    said = kept_above(verdicts, page)[begins] >= LEAST_BEFORE and said_above(verdicts, begins) >= SAID
    return begins if said else above[0]


def _in_cell(line: Line, cells: Mapping[tuple[int, int, int], int]) -> bool:
    """Does it stand in a cell of a table, and not in one that a page is laid out in, with all its lines?"""
    return line.slot is not None and cells[_cell(line.slot)] <= _CELL


def _cell(slot: Slot) -> tuple[int, int, int]:
    return id(slot.table), slot.row, slot.cell


def from_here(verdicts: Verdicts, first: int, why: str) -> Verdicts:
    """All from `first` on is the readers', but for what is known for something else."""
    changes = {
        i: drop(verdicts[i], Role.COMMENT, "comments", 0.9, why)
        for i in range(first, len(verdicts))
        if verdicts[i].kept or _unlike(verdicts[i])
    }
    return rerole(verdicts, changes)


def kept_above(verdicts: Verdicts, page: Page) -> list[int]:
    """For each line how many characters are kept above it."""
    sizes = (len(text) if v.kept else 0 for text, v in zip(page.texts[:-1], verdicts, strict=False))
    return list(accumulate(sizes, initial=0))


def said_above(verdicts: Verdicts, first: int) -> float:
    """The share of what is likely the author's that stands above a line."""
    return shares_above([v.certainty * len(v.line.text) if v.kept else 0.0 for v in verdicts])[first]


def shares_above(likely: Sequence[float]) -> list[float]:
    """For each line the share of the whole that stands above it; of nothing, nothing."""
    total = sum(likely) or 1.0
    return [above / total for above in accumulate(likely[:-1], initial=0.0)]


def doubtful(verdicts: Verdicts, first: int) -> bool:
    """Is what is kept from `first` on kept with little conviction, letter for letter?

    Subheads are kept with less than the sections below them, which are what is at stake.
    """
    kept = [v for v in verdicts[first:] if v.kept]
    sure = sum(v.certainty * len(v.line.text) for v in kept)
    return sure < _CONVICTION * sum(len(v.line.text) for v in kept) or not kept


def _of_one_thing(names: Set[str]) -> frozenset[str]:
    """The names that begin alike, if most do: 'Bread Day', 'Bread Fair' and 'Bread Summit' are no readers."""
    first = Counter(name.split()[0] for name in names if " " in name)
    most = max(_HEADS, (len(names) + 1) // 2)
    return frozenset(name for name in names if first[name.split()[0]] >= most)


def _over_doubtful(verdicts: Verdicts, heads: Sequence[int]) -> bool:
    """Is what stands from the first of these heads to the text below the last kept with little conviction?

    What comes after may be so for reasons of its own: the sources of an article, say.
    """
    return doubtful(verdicts[: heads[-1] + 1 + _BELOW], heads[0])


def _has_mark(verdicts: Verdicts, page: Page, first: int) -> bool:
    return any(
        verdicts[i].role is Role.COMMENT
        or _MEMBER.fullmatch(page.texts[i][:60])
        or _REGARDS.fullmatch(page.texts[i][:60])
        for i in range(first, len(page.texts))
    )


def _unlike(verdict: Verdict) -> bool:
    """Dropped for what it is like: a bare name is unlike text, and may yet be the head of a comment."""
    return verdict.role is Role.COMMENT or verdict.rule in UNLIKE


def _is_named(texts: Sequence[str], at: int) -> bool:
    """Is this line a bare name right on a text?"""
    text = texts[at]
    below = texts[at + 1] if at + 1 < len(texts) else ""
    return is_name(text) and bool(below) and (is_sentence(below) or bool(_MEMBER.fullmatch(below[:60])))


def is_marked_head(text: str) -> bool:
    """'Jan zegt:', 'Jan zegt', '12 april 2019 om 14:03', 'om 14:03', 'Lid sinds 2019'."""
    return len(text) <= 160 and _is_marked_head(text)


def signature(text: str) -> str:
    """What of a line says who wrote and when: all of it, or its end, where what was written stands before it
    in one paragraph. '' where nothing does."""
    found = _SIGNED.search(text, max(0, len(text) - _TAIL)) if _DIGITS.search(text) else None
    if found and is_marked_head(found[0]):
        return found[0]
    return text if is_marked_head(text) else ""


@lru_cache(maxsize=1 << 12)
def _is_marked_head(text: str) -> bool:
    if (_SAYS if text[-1:] == ":" else _SAYS_ALONE).fullmatch(text):
        return True
    if not _DIGITS.search(text) or _says(text):
        return False
    if (":" in text or "." in text) and (_WHEN.fullmatch(text) or _CLOCKED.fullmatch(text)):
        return True
    return _MEMBER.fullmatch(text[:60]) is not None


def _says(text: str) -> bool:
    """Does it end as a sentence does, and not as the hour: 'He rang on 12 April 2019 at 14:03.'?"""
    return text[-1] in "!?" or (text[-1] == "." and not _HOUR.search(text))
