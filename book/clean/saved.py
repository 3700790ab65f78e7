"""What stays on a page although it is hardly likely by itself: what the lines beside it bear out.

Headings, items and cells between paragraphs that stay; the last paragraphs of a speech; a standfirst. Each
function is given the lines, how likely each is the author's, and below which chance each would go (`least`);
it returns the lines that stay, by their indices, each with why.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from book.clean.layout import (
    HEAD,
    HEADINGS,
    OWN_TEXT,
    TEXTUAL,
    box,
    free,
    furniture,
    home_of,
    names,
    shared,
    whereabouts,
)
from book.clean.markuptraits import LINKED, link_share
from book.clean.notecalls import called
from book.clean.placenames import kinds, step
from book.model import Line
from book.places import steps
from book.sentences import QUESTIONS, columns, ends, final, running, spoken

LONG = 60  # characters of a line that, if it is a sentence, reads like text
NEVER = 2.0  # no chance is as high
LIKELY = 0.5  # from here on nobody has to doubt
BEARS = 0.4  # from here on a line bears out those beside it
FOREIGN = 0.1  # and from here on where it can hardly be read
HEADING, ITEM, DEK = 0.04, 0.06, 0.02  # a line that others bear out is dropped only below these
_GAP = 60  # lines between two that bear out what stands between
_OFF = 3  # steps that a heading may stand apart from the paragraphs around it, in elements of its own
_BOXED = 1  # and so many a list or paragraph: programs that lay pages out give each block a box
_FEWEST, _SENTENCE = 2, 13  # paragraphs that bear out those beside them; columns of a sentence among them
_RUN, _GOES_ON, _LONGER = 2, 0.2, 60  # a text goes on below so many, if so likely, in so many characters
_DEK_WORDS, _DEK_CHARS, _DEK_NEAR, _DEK_FAR = 7, 45, 12, 25
_SUBTITLE = re.compile(
    r"\.[\w-]*(?:sub-?title|sub-?head(?:line)?|strap-?line|ondertitel|untertitel|sous-?titre|subtitulo)"
    r"(?=[.\[ ]|$)",
    re.I,
)
_SUB_WORDS, _SUB_CHARS = 3, 15
_TRAIL = re.compile(r"[^\W\d_] ?[›»❯>→|/] ")  # the way through a site
_PHRASE = 3  # spaces in a paragraph that may end without a stop, at least
_SPEAKS = 2  # times that a short line stands in the text: who says what follows, in an interview
_MOST, _SOME = 0.5, 0.3  # of like ones, or of one list: where more than this stay, all do
_DATED = re.compile(r"\b(?:19|20)\d\d\b|\b\d?\d[:.]\d\d\b")
_POSTED = frozenset({"embed", "tweet", "instagram", "bluesky", "mastodon", "tiktok"})
_HEADERS = frozenset({"header", "heading", "headline", "title"})
_BOXES, _ITEMS = frozenset({"div", "section", "span"}), frozenset({"li", "td", "th", "dd"})


def amid(text: Sequence[int], lines: Sequence[Line]) -> set[int]:
    """The headings, items and paragraphs between two such lines that are near each other, in the element of
    one of them."""
    return {
        j
        for a, b in pairwise(text)
        if b < a + _GAP
        for j in range(a + 1, b)
        if lines[j].tag in TEXTUAL
        and box(lines[j]) in (box(lines[a]), box(lines[b]))
        and link_share(lines[j]) < LINKED
    }


def between(
    lines: Sequence[Line], likely: Sequence[float], least: Sequence[float], also: Collection[int] = ()
) -> dict[int, str]:
    """Headings, items, cells and paragraphs that stand between two lines of the article, in its element; a
    note that the text calls is one, and so are those that stay `also`.

    Nothing on the way down to them from that element may be furniture's, and they are no row of links.
    """
    found: dict[int, str] = {}
    noted = called(lines)
    noted |= frozenset(also)
    sure = [j for j, chance in enumerate(likely) if chance >= max(BEARS, least[j]) or j in noted]
    alike = _alike(lines, likely, least)
    title = next((j for j, line in enumerate(lines) if line.tag == "h1"), len(lines))
    said = Counter((lines[j].place, lines[j].text) for j in sure)
    for a, b in pairwise(sure):
        if not 1 < b - a < _GAP:
            continue
        above, below = steps(lines[a].place), steps(lines[b].place)
        beside = names(lines[a].place), names(lines[b].place)
        both = min(shared(above, below), len(above) - 1, len(below) - 1)
        for j in range(a + 1, b):
            heading = lines[j].tag in HEADINGS | {"summary"} or (lines[j].tag == "h1" and j > title)
            heading = heading or (j == b - 1 and _asks(lines[j], lines[b]))
            by = _credits(lines[j])
            way = steps(lines[j].place)
            speaks = said[lines[j].place, lines[j].text] >= _SPEAKS
            like = lines[j].tag in _BOXES and names(lines[j].place) in beside
            named = OWN_TEXT.search(lines[j].place.rpartition(" > ")[2])
            like = like and (lines[j].text.count(" ") >= _PHRASE or bool(named))
            # Of a text without paragraphs (Blogger's) one may have a box, for how it is aligned.
            around = lines[j].place.rpartition(" > ")[0]
            like = like or (around in (lines[a].place, lines[b].place) and running(lines[j].text))
            textual = _textual(lines[j]) or by or speaks or like
            likely_enough = likely[j] >= HEADING if heading else likely[j] >= ITEM and textual
            # A heading may stand in a box or <header> of its own, as components are laid out, and who a
            # quotation is by in its <footer>.
            own = {s for s in way if (heading and _for_heading(s)) or (by and step(s).tag == "footer")}
            here = shared(way, above[:both])
            inside = both - here <= (_OFF if heading else _BOXED)
            inside = inside and free([s for s in _unposted(way[here:]) if s not in own])
            if likely_enough and inside and (j in alike or link_share(lines[j]) < LINKED):
                found[j] = "between paragraphs of the article"
    return found


def _asks(line: Line, below: Line) -> bool:
    """Is it a question in a box, over its answer in the same one?"""
    around = line.place.rpartition(" > ")[0]
    return line.tag in _BOXES and final(line.text) in QUESTIONS and below.place.startswith(f"{around} > ")


def _textual(line: Line) -> bool:
    """Is this an element for text, or a box that an item or a cell has its text in, as some editors make?"""
    if line.tag in TEXTUAL:
        return True
    around = steps(line.place)[-2:-1]
    return line.tag in _BOXES and bool(around) and step(around[0]).tag in _ITEMS


def _for_heading(text: str) -> bool:
    """Is this a box that a site puts a heading in, and named for nothing else that is furniture?"""
    here = step(text)
    others = {kinds()[k].name for k in here.kinds if kinds()[k].out} - {"frame", "header"}
    return text == "header" or not (others or here.words.isdisjoint(_HEADERS))


def among(lines: Sequence[Line], likely: Sequence[float], least: Sequence[float]) -> dict[int, str]:
    """Sentences that are paragraphs, or a quotation, of the very element whose other paragraphs stay: the
    last of a speech."""
    homes: dict[str, list[int]] = {}
    for j, line in enumerate(lines):
        if (home := _paragraph_of(line)) and running(line.text):
            homes.setdefault(home, []).append(j)
    stay = {place: sum(likely[j] >= least[j] for j in held) for place, held in homes.items()}
    sure = {place for place, n in stay.items() if n >= _FEWEST and n > _MOST * len(homes[place])}
    return {
        j: "a paragraph like those beside it"
        for j, line in enumerate(lines)
        if _paragraph_of(line) in sure
        and least[j] != NEVER
        and (ITEM if line.within("blockquote") else _GOES_ON) <= likely[j] < least[j]
        and columns(line.text) >= _SENTENCE
        and ends(spoken(line.text))
        and link_share(line) < LINKED
    }


def _paragraph_of(line: Line) -> str:
    """What a paragraph shares with those beside it: the way down to it, past a quotation that it is of; bare
    text is one in an element that is named for it. '' for what is none."""
    if quotation := line.within("blockquote"):
        return f"{quotation.rpartition(' > ')[0]} > p" if line.tag in ("p", "blockquote") else ""
    bare = line.tag == "div" and OWN_TEXT.search(line.place.rpartition(" > ")[2])
    return line.place if line.tag == "p" or bare else ""


def most(
    lines: Sequence[Line], likely: Sequence[float], least: Sequence[float], saved: Mapping[int, str]
) -> dict[int, str]:
    """The paragraphs below the heading that stand in no furniture, where they are more than all that stays:
    of a text whose every paragraph a program gave an article of its own, say. Each with the heading over it.
    """
    home = home_of(lines)
    heading = next((j for j, line in enumerate(lines) if line.tag == "h1"), -1)
    stays = sum(
        len(line.text)
        for j, line in enumerate(lines)
        if running(line.text) and (likely[j] >= least[j] or j in saved)
    )
    goes = [
        j
        for j, line in enumerate(lines)
        if j > heading
        and line.tag == "p"
        and j not in saved
        and likely[j] < least[j] != NEVER
        and running(line.text)
        and link_share(line) < LINKED
        and not whereabouts(line.place, home)
    ]
    if not stays or sum(len(lines[j].text) for j in goes) <= stays:
        return {}
    over = [j - 1 for j in goes if j and lines[j - 1].tag in HEADINGS and box(lines[j - 1]) == box(lines[j])]
    return dict.fromkeys((*over, *goes), "of more text than stays, and in no furniture")


def goes_on(lines: Sequence[Line], likely: Sequence[float], least: Sequence[float]) -> dict[int, str]:
    """The paragraphs with which a text goes on right below some that stay, in the same element, and those
    with which it begins right above such.

    The last paragraphs of a short text on a bare page are less like an article's than its first, and the
    first, below a heading and a byline, than those below it.
    """
    n, home = len(lines), home_of(lines)
    ways = (
        (range(n), "the text goes on in its element"),
        (range(n - 1, -1, -1), "the text begins in its element"),
    )
    found: dict[int, str] = {}
    for way, why in ways:
        run, around = 0, ""
        for j in way:
            if (here := box(lines[j])) != around:
                run, around = 0, here
            if likely[j] >= least[j]:
                run += 1
            elif likely[j] < _GOES_ON or whereabouts(lines[j].place, home):
                run = 0
            elif run >= _RUN and _plain_prose(lines[j]):
                found.setdefault(j, why)
    return found


def unknown(lines: Sequence[Line], likely: Sequence[float]) -> dict[int, str]:
    """The paragraphs, in a language that the judges hardly know, of some length and without links, that stand
    in no furniture: Thai ends no sentence with a stop, and no word of it is in the lexicon.
    """
    return {
        j: "in a language that the judges hardly know"
        for j, line in enumerate(lines)
        if likely[j] >= FOREIGN
        and line.tag in TEXTUAL - HEADINGS
        and columns(line.text) >= LONG
        and not link_share(line)
        and free(steps(line.place))
    }


def _plain_prose(line: Line) -> bool:
    """A paragraph of some length that ends as a sentence does, without links, or bare text of a box."""
    return line.tag in ("p", "div") and running(spoken(line.text), _LONGER) and link_share(line) < LINKED


def _credits(line: Line) -> bool:
    """Does the line stand at the foot of a quotation, as the name of whom it is by does?"""
    home = line.within("blockquote")
    return bool(home) and any(step(text).tag == "footer" for text in line.place[len(home) :].split(" > "))


def _unposted(way: Sequence[str]) -> list[str]:
    """These steps without the box of a post that the author quotes: it comes in a blockquote."""
    quoted = next((k for k, text in enumerate(way) if step(text).tag == "blockquote"), 0)
    return [text for k, text in enumerate(way) if k > quoted or not step(text).words & _POSTED]


def _alike(lines: Sequence[Line], likely: Sequence[float], least: Sequence[float]) -> frozenset[int]:
    """Headings and items of which most that stand in elements of the same names stay, or some that stand in
    the same list: links or not; and items of a list of which most are no links.
    """
    groups: dict[tuple[str, float], list[int]] = {}
    lists: dict[str, list[int]] = {}
    for j, line in enumerate(lines):
        if line.tag in HEADINGS or line.tag == "li":
            groups.setdefault((names(line.place), _MOST), []).append(j)
        if line.tag == "li":
            groups.setdefault((line.within("ul") or line.within("ol") or line.place, _SOME), []).append(j)
            lists.setdefault(line.within("ul") or line.within("ol"), []).append(j)
    told = frozenset(
        j
        for held in lists.values()
        if sum(link_share(lines[j]) < LINKED for j in held) > _MOST * len(held)
        for j in held
    )
    return told | frozenset(
        j
        for (_, share), held in groups.items()
        if sum(likely[j] >= least[j] for j in held) > share * len(held)
        for j in held
    )


def standfirst(lines: Sequence[Line], likely: Sequence[float], least: Sequence[float]) -> dict[int, str]:
    """The first paragraph, or a heading like one, between the page's heading and the text below it.

    It stands in no furniture that the heading is not in, and near the text, right below the heading, or in
    an element that is named for the lead.
    """
    kept = [j for j, chance in enumerate(likely) if chance >= least[j] and lines[j].tag != "h1"]
    text_ = (j for j in kept if likely[j] >= LIKELY and len(lines[j].text) >= LONG)
    first = next(text_, kept[0] if kept else 0)
    heading = max((j for j in range(first) if lines[j].tag == "h1"), default=first)
    home = steps(lines[heading].place)[:-1]
    near = first - heading <= _DEK_NEAR
    for j in range(heading + 1, min(first, heading + 1 + _DEK_FAR)):
        text = lines[j].text
        way = steps(lines[j].place)
        chars, words = (_SUB_CHARS, _SUB_WORDS) if _SUBTITLE.search(way[-1]) else (_DEK_CHARS, _DEK_WORDS)
        if (
            lines[j].tag in ("p", "h2", "h3", "div")
            and likely[j] >= DEK
            and len(text) >= chars
            and len(text.split()) >= words
            and link_share(lines[j]) < LINKED
            and (ends(text) or _leads(way[-1]) or not _DATED.search(text))
            and not _TRAIL.search(text)
            and _open([s for s in way[shared(way, home) : -1] if not s.startswith("header")], way[-2:])
            and (near or way[:-1] == home or _leads(way[-1]))
        ):
            return {j: "between the heading and the text"}
    return {}


def _open(way: Sequence[str], last: Sequence[str]) -> bool:
    """Does a standfirst stand in none of these elements but such as stand at the head of a piece, where its
    own or the box that holds it alone (the `last`) is named for it?"""
    around = {furniture(text) for text in way} - {""}
    return not around or (any(map(_leads, last)) and around <= HEAD)


def _leads(text: str) -> bool:
    """Is the element named for the opening of a piece, or for what stands below its title?"""
    return _SUBTITLE.search(text) is not None or any(kinds()[k].name == "lead" for k in step(text).kinds)
