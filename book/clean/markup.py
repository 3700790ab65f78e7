"""The judge of web pages: which blocks of a page are of its article, by the elements that they stand in.

A small forest, the mean of two (see `forest` and bench/train_html.py), looks at each line: its text, the
names of the elements around it, how linked and how dense with prose they are, where the page's prose is.
What it says is weighed so that the author is given the benefit of the doubt: a line goes only where it is
most likely not the author's; headings, items and cells between paragraphs that stay, stay; so does a
standfirst.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from book.clean import forest
from book.clean.batch import against
from book.clean.look import foreign
from book.clean.markuptraits import LINKED, NAMES, Sheet, link_share
from book.clean.notecalls import called
from book.clean.page import Page, Verdicts, drop, rerole
from book.clean.placenames import kinds, step, worth
from book.model import UNSHOWN, UNTOLD, Line, Role, Told, Verdict
from book.sentences import columns, ends, running

INSIDE = 0.4  # below this a line is dropped
TOLD = 0.45  # and below this where it stands in an element that tells what it is: those of _TELLING
LONG = 60  # characters of a line that, if it is a sentence, reads like text
NEVER = 2.0  # no chance is as high
IN_THREAD = 0.8  # how sure it is that what an element named for comments holds is a reader's
LIKELY = 0.5  # from here on nobody has to doubt
BEARS = 0.4  # from here on a line bears out those beside it
FOREIGN = 0.1  # and from here on where it can hardly be read
HEADING, ITEM, DEK = 0.04, 0.06, 0.02  # a line that others bear out is dropped only below these
_GAP = 60  # lines between two that bear out what stands between
_OFF = 3  # steps that a heading may stand apart from the paragraphs around it, in elements of its own
_BOXED = 1  # and so many a list or paragraph: programs that lay pages out give each block a box
_NTH = re.compile(r":nth-child\(\d+\)")
_COUNTED = re.compile(r":nth-child\(\d+\)|#[^.\[ ]+|\d+")  # 'li#tip-2.tip' is like 'li#tip-3.tip'
_FEWEST, _SENTENCE = 2, 13  # paragraphs that bear out those beside them; columns of a sentence among them
_RUN, _GOES_ON, _LONGER = 2, 0.2, 100  # a text goes on below so many, if so likely, in so many characters
_LIKE = 0.8  # how far a sentence is lifted to what is usual among its like, in log-odds
_DEK_WORDS, _DEK_CHARS, _DEK_NEAR, _DEK_FAR = 7, 45, 12, 25
_SUBTITLE = re.compile(
    r"\.[\w-]*(?:sub-?title|ondertitel|untertitel|sous-?titre|subtitulo)(?=[.\[ ]|$)", re.I
)
_SUB_WORDS, _SUB_CHARS = 3, 15
_TRAIL = re.compile(r"[^\W\d_] ?[›»❯>→|/] ")  # the way through a site
_PHRASE = 3  # spaces in a paragraph that may end without a stop, at least
_SPEAKS = 2  # times that a short line stands in the text: who says what follows, in an interview
_MOST, _SOME = 0.5, 0.3  # of like ones, or of one list: where more than this stay, all do
_DATED = re.compile(r"\b(?:19|20)\d\d\b|\b\d?\d[:.]\d\d\b")
_TELLING = frozenset({
    "author", "figure", "footer", "frame", "header", "letter", "menu", "meta", "nav", "promo", "related",
})  # fmt: skip
"""Of what is named so hardly a line is the article's that is not as likely as not. 'side' and 'share' are
names of boxes and of what is printed too, 'consent' of remarks."""
_POSTED = frozenset({"embed", "tweet", "instagram", "bluesky", "mastodon", "tiktok"})
HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_HEADERS = frozenset({"header", "heading", "headline", "title"})
_TEXTUAL = HEADINGS | {"p", "li", "td", "th", "dd", "dt", "blockquote", "pre"}
_BOXES, _ITEMS = frozenset({"div", "section", "span"}), frozenset({"li", "td", "th", "dd"})
_HEAD = frozenset({"author", "frame", "header", "meta"})
"""What the boxes at the head of a piece are named for: who wrote it, and when."""
_OWN_TEXT = re.compile(
    r"[.#](?:post|entry|article|story)[-_]?(?:body|content|text)(?![\w-])|\barticleBody\b", re.I
)
_AROUND = frozenset({"nav", "aside", "footer", "header", "form", "button", "select", "label"})
_ELEMENTS = _AROUND | {"figure"}  # which a bare text may have too


def by_markup(verdicts: Verdicts, page: Page) -> Verdicts:
    """Drops what is not of the article, and says of the rest how sure it is.

    Only of a page that is laid out: a text in bare paragraphs, with or without markup, is left.
    """
    if not laid_out(verdicts):
        return verdicts
    at = [i for i, v in enumerate(verdicts) if v.line.place not in ("", UNSHOWN) and page.texts[i]]
    lines = [verdicts[i].line for i in at]
    others = against([page.texts[i] for i in at], page.repeats)
    likely = _with_its_like(lines, estimates(lines, page.stop_words, page.told, others))
    least = _least(lines, likely)
    goes_on = _among(lines, likely, least) | _on(lines, likely, least)
    saved = goes_on | _between(lines, likely, least, goes_on) | _standfirst(lines, likely, least)
    if any(
        verdicts[i].role is Role.BODY and chance >= least[j]
        for j, (i, chance) in enumerate(zip(at, likely, strict=True))
    ):
        saved = _most(lines, likely, least, saved) | saved
    if foreign(page.stop_words, page.texts):
        saved |= _foreign(lines, likely)
        stay = [j for j, chance in enumerate(likely) if chance >= least[j] or j in saved]
        saved |= dict.fromkeys(_amid(stay, lines) - {*stay}, "between lines of the article")
    run_on = _run_on(verdicts, page)
    changes: dict[int, Verdict] = {}
    for j, (i, chance) in enumerate(zip(at, likely, strict=True)):
        stays = chance >= least[j] or j in saved
        if verdicts[i].role is Role.BODY or (stays and i in run_on):
            changes[i] = _verdict(verdicts[i], chance, least[j], saved.get(j, ""))
    if changes and not any(v.kept for v in changes.values()):
        for j in _unsure([j for j, i in enumerate(at) if i in changes], lines):
            why = f"{likely[j]:.2f}, where nothing is sure"
            changes[at[j]] = Verdict(lines[j], Role.BODY, "stet", 0.3, why)
    return rerole(verdicts, changes)


def _unsure(of: Sequence[int], lines: Sequence[Line]) -> set[int]:
    """Of a page where nothing is likely: what reads like text, outside of furniture if there is such text,
    and the headings and items between two such lines in their element; none where nothing does.
    """
    home = _home(lines)
    text = [j for j in of if running(lines[j].text)]
    text = [j for j in text if not whereabouts(_within(lines[j].place, home))] or text
    return {*text, *(_amid(text, lines) & {*of})}


def _amid(text: Sequence[int], lines: Sequence[Line]) -> set[int]:
    """The headings, items and paragraphs between two such lines that are near each other, in the element of
    one of them."""
    return {
        j
        for a, b in pairwise(text)
        if b < a + _GAP
        for j in range(a + 1, b)
        if lines[j].tag in _TEXTUAL
        and _box(lines[j]) in (_box(lines[a]), _box(lines[b]))
        and link_share(lines[j]) < LINKED
    }


def _box(line: Line) -> str:
    """The way down to the element that a paragraph, a heading or a list stands in."""
    steps = line.place.split(" > ")
    while len(steps) > 1 and step(steps[-1]).tag in _TEXTUAL | {"ul", "ol", "dl"}:
        steps.pop()
    return " > ".join(steps)


def by_text(judge: Callable[[Verdicts, Page], Verdicts]) -> Callable[[Verdicts, Page], Verdicts]:
    """A judge of texts that leaves pages which are laid out to `by_markup`."""

    def judged(verdicts: Verdicts, page: Page) -> Verdicts:
        return verdicts if laid_out(verdicts) else judge(verdicts, page)

    return judged


def laid_out(verdicts: Verdicts) -> bool:
    """Is there anything around the text: elements or classes of furniture, tables within tables?"""
    return _furnished(frozenset(v.line.place for v in verdicts if v.line.place))


@lru_cache(maxsize=4)  # several judges ask it of one page
def _furnished(places: frozenset[str]) -> bool:
    steps = {text for place in places for text in place.split(" > ")}
    known = kinds()
    return any(
        (here := step(text)).tag in _AROUND or any(known[k].out for k in here.kinds) for text in steps
    ) or any(place.count(" > table") > 1 for place in places)


def estimates(
    lines: Sequence[Line], stop_words: frozenset[str], told: Told = UNTOLD, others: Sequence[float] = ()
) -> list[float]:
    """How likely each of these lines (none blank, all with a place) is the author's, 0..1.

    `others` is what the rest of the batch says against each, in log-odds.
    """
    sheet = Sheet(lines, stop_words, worth(), forest.lexicon(), told)
    ask = forest.load("markup", NAMES)
    less = others or [0.0] * len(lines)
    return [forest.probability(ask(row) - x) for row, x in zip(sheet.rows(), less, strict=True)]


def _with_its_like(lines: Sequence[Line], likely: Sequence[float]) -> list[float]:
    """The chances, those of sentences lifted towards the mean of all sentences in elements of the same names.

    So that an article in sections (a list of ten, a run of questions) stays or goes as a whole. No line's
    chance is lowered: it may be prose where its like is not.
    """
    out = list(likely)
    groups: dict[str, list[int]] = {}
    for j, line in enumerate(lines):
        if running(line.text):
            groups.setdefault(_COUNTED.sub("", line.place), []).append(j)
    for held in groups.values():
        usual = sum(forest.odds(likely[j]) for j in held) / len(held)
        for j in held:
            own = forest.odds(likely[j])
            if usual > own:
                out[j] = forest.probability(own + _LIKE * (usual - own))
    return out


def _verdict(before: Verdict, chance: float, least: float, saved: str) -> Verdict:
    where = whereabouts(before.line.place)
    told = f"{chance:.2f}, {where}" if where else f"{chance:.2f}"
    if chance >= least:
        doubt = "" if chance >= LIKELY else ", hardly like the article"
        return Verdict(before.line, Role.BODY, "stet", round(chance, 2), told + doubt)
    if saved:
        return Verdict(before.line, Role.BODY, "stet", 0.6, f"{chance:.2f}, {saved}")
    role = Role.COMMENT if where == "comment" or least == NEVER else Role.BOILERPLATE
    rule = f"markup.{where or 'outside'}"
    certainty = IN_THREAD if least == NEVER else 0.0
    return drop(before, role, rule, round(max(1.0 - chance, certainty), 2), told)


@lru_cache(maxsize=1 << 12)
def whereabouts(place: str) -> str:
    """What the innermost telling element says of a line: 'comment', 'related', 'nav'; '' for none.

    One that stands around an element which is named for a piece's own text says nothing of that: Blogger's
    'date-posts' holds all that was posted on a day.
    """
    steps = place.split(" > ")
    at = next((k for k in range(len(steps) - 1, -1, -1) if _furniture(steps[k])), -1)
    found = _furniture(steps[at]) if at >= 0 else ""
    return "" if found in _HEAD and any(map(_OWN_TEXT.search, steps[at + 1 :])) else found


@lru_cache(maxsize=1 << 13)
def _furniture(text: str) -> str:
    """What furniture one step of the way is by its names or its tag; '' for none."""
    here, known = step(text), kinds()
    return next(
        (known[k].name for k in here.kinds if known[k].out), here.tag if here.tag in _ELEMENTS else ""
    )


def _home(lines: Sequence[Line]) -> list[str]:
    """The elements around the page's heading, from the root: what they are named for they all hold, as
    <article class="newsletter-post">, so it tells of none of its lines that it is another's."""
    heading = next((line.place for line in lines if line.tag == "h1"), "")
    return heading.split(" > ")[:-1]


def _within(place: str, home: Sequence[str]) -> str:
    """The way down to a line from the innermost of these elements that it stands in."""
    way = place.split(" > ")
    return " > ".join(way[_shared(way, home) :])


def _run_on(verdicts: Verdicts, page: Page) -> frozenset[int]:
    """The lines claimed only for standing below one that a rule fits: here no blank line ends such a run."""
    packs = {rule.name for rule in page.claims if rule is not None} - page.house
    return frozenset(
        i for i, v in enumerate(verdicts) if v.rule in packs and page.claims[i] is None and page.texts[i]
    )


def _least(lines: Sequence[Line], likely: Sequence[float]) -> list[float]:
    """Below which each line is dropped: readers' comments always, since they may be as well written.

    An element named for comments holds a thread, unless it holds the page's heading, or all that is sure.
    """
    home = _home(lines)
    least = [TOLD if whereabouts(_within(line.place, home)) in _TELLING else INSIDE for line in lines]
    threads: dict[str, list[int]] = {}
    for j, line in enumerate(lines):
        if place := _thread(line.place):
            threads.setdefault(place, []).append(j)
    sure = {j for j, chance in enumerate(likely) if chance >= LIKELY}
    for held in threads.values():
        if sure.difference(held) and not any(lines[j].tag == "h1" for j in held):
            for j in held:
                least[j] = NEVER
    return least


@lru_cache(maxsize=1 << 12)
def _thread(place: str) -> str:
    """The way down to the outermost element named for readers' comments; '' for none."""
    steps = place.split(" > ")
    return next((" > ".join(steps[:n]) for n, text in enumerate(steps, 1) if _of_comments(text)), "")


@lru_cache(maxsize=1 << 13)
def _of_comments(text: str) -> bool:
    return any(kinds()[k].name == "comment" for k in step(text).kinds)


def _between(
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
        above, below = lines[a].place.split(" > "), lines[b].place.split(" > ")
        shared = min(_shared(above, below), len(above) - 1, len(below) - 1)
        for j in range(a + 1, b):
            heading = lines[j].tag in HEADINGS | {"summary"} or (lines[j].tag == "h1" and j > title)
            by = _credits(lines[j])
            way = lines[j].place.split(" > ")
            speaks = said[lines[j].place, lines[j].text] >= _SPEAKS
            like = lines[j].tag in _BOXES and _names(lines[j]) in (_names(lines[a]), _names(lines[b]))
            named = _OWN_TEXT.search(lines[j].place.rpartition(" > ")[2])
            like = like and (lines[j].text.count(" ") >= _PHRASE or bool(named))
            # Of a text without paragraphs (Blogger's) one may have a box, for how it is aligned.
            around = lines[j].place.rpartition(" > ")[0]
            like = like or (around in (lines[a].place, lines[b].place) and running(lines[j].text))
            textual = _textual(lines[j]) or by or speaks or like
            likely_enough = likely[j] >= HEADING if heading else likely[j] >= ITEM and textual
            # A heading may stand in a box or <header> of its own, as components are laid out, and who a
            # quotation is by in its <footer>.
            own = {s for s in way if (heading and _for_heading(s)) or (by and step(s).tag == "footer")}
            here = _shared(way, above[:shared])
            inside = shared - here <= (_OFF if heading else _BOXED)
            inside = inside and free([s for s in _unposted(way[here:]) if s not in own])
            if likely_enough and inside and (j in alike or link_share(lines[j]) < LINKED):
                found[j] = "between paragraphs of the article"
    return found


def _names(line: Line) -> str:
    """The way down to it by names alone: of paragraphs that an editor made boxes of, all have the same."""
    return _COUNTED.sub("", line.place)


def _textual(line: Line) -> bool:
    """Is this an element for text, or a box that an item or a cell has its text in, as some editors make?"""
    if line.tag in _TEXTUAL:
        return True
    around = line.place.split(" > ")[-2:-1]
    return line.tag in _BOXES and bool(around) and step(around[0]).tag in _ITEMS


def _for_heading(text: str) -> bool:
    """Is this a box that a site puts a heading in, and named for nothing else that is furniture?"""
    here = step(text)
    others = {kinds()[k].name for k in here.kinds if kinds()[k].out} - {"frame", "header"}
    return text == "header" or not (others or here.words.isdisjoint(_HEADERS))


def _among(lines: Sequence[Line], likely: Sequence[float], least: Sequence[float]) -> dict[int, str]:
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
        and ends(line.text)
        and link_share(line) < LINKED
    }


def _paragraph_of(line: Line) -> str:
    """What a paragraph shares with those beside it: the way down to it, past a quotation that it is of; bare
    text is one in an element that is named for it. '' for what is none."""
    if quotation := line.within("blockquote"):
        return f"{quotation.rpartition(' > ')[0]} > p" if line.tag in ("p", "blockquote") else ""
    bare = line.tag == "div" and _OWN_TEXT.search(line.place.rpartition(" > ")[2])
    return line.place if line.tag == "p" or bare else ""


def _most(
    lines: Sequence[Line], likely: Sequence[float], least: Sequence[float], saved: Mapping[int, str]
) -> dict[int, str]:
    """The paragraphs below the heading that stand in no furniture, where they are more than all that stays:
    of a text whose every paragraph a program gave an article of its own, say. Each with the heading over it.
    """
    home = _home(lines)
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
        and not whereabouts(_within(line.place, home))
    ]
    if not stays or sum(len(lines[j].text) for j in goes) <= stays:
        return {}
    over = [
        j - 1 for j in goes if j and lines[j - 1].tag in HEADINGS and _box(lines[j - 1]) == _box(lines[j])
    ]
    return dict.fromkeys((*over, *goes), "of more text than stays, and in no furniture")


def _on(lines: Sequence[Line], likely: Sequence[float], least: Sequence[float]) -> dict[int, str]:
    """The paragraphs with which a text goes on right below some that stay, in the same element.

    The last paragraphs of a short text on a bare page are less like an article's than its first.
    """
    found: dict[int, str] = {}
    home = _home(lines)
    run = 0
    for j, line in enumerate(lines):
        if j and line.place != lines[j - 1].place:
            run = 0
        if likely[j] >= least[j]:
            run += 1
        elif (
            run >= _RUN
            and likely[j] >= _GOES_ON
            and _plain_prose(line)
            and not whereabouts(_within(line.place, home))
        ):
            found[j] = "the text goes on in its element"
        else:
            run = 0
    return found


def _foreign(lines: Sequence[Line], likely: Sequence[float]) -> dict[int, str]:
    """The paragraphs, in a language that the judges hardly know, of some length and without links, that stand
    in no furniture: Thai ends no sentence with a stop, and no word of it is in the lexicon.
    """
    return {
        j: "in a language that the judges hardly know"
        for j, line in enumerate(lines)
        if likely[j] >= FOREIGN
        and line.tag in _TEXTUAL - HEADINGS
        and columns(line.text) >= LONG
        and not link_share(line)
        and free(line.place.split(" > "))
    }


def _plain_prose(line: Line) -> bool:
    """A paragraph of some length that ends as a sentence does, without links, or bare text of a box."""
    return line.tag in ("p", "div") and running(line.text, _LONGER) and not link_share(line)


def _credits(line: Line) -> bool:
    """Does the line stand at the foot of a quotation, as the name of whom it is by does?"""
    home = line.within("blockquote")
    return bool(home) and any(step(text).tag == "footer" for text in line.place[len(home) :].split(" > "))


def _unposted(steps: list[str]) -> list[str]:
    """These steps without the box of a post that the author quotes: it comes in a blockquote."""
    quoted = next((k for k, text in enumerate(steps) if step(text).tag == "blockquote"), 0)
    return [text for k, text in enumerate(steps) if k > quoted or not step(text).words & _POSTED]


def _alike(lines: Sequence[Line], likely: Sequence[float], least: Sequence[float]) -> frozenset[int]:
    """Headings and items of which most that stand in elements of the same names stay, or some that stand in
    the same list: links or not; and items of a list of which most are no links.
    """
    groups: dict[tuple[str, float], list[int]] = {}
    lists: dict[str, list[int]] = {}
    for j, line in enumerate(lines):
        if line.tag in HEADINGS or line.tag == "li":
            groups.setdefault((_COUNTED.sub("", line.place), _MOST), []).append(j)
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


def _standfirst(lines: Sequence[Line], likely: Sequence[float], least: Sequence[float]) -> dict[int, str]:
    """The first paragraph, or a heading like one, between the page's heading and the text below it.

    It stands in no furniture that the heading is not in, and near the text, right below the heading, or in
    an element that is named for the lead.
    """
    kept = [j for j, chance in enumerate(likely) if chance >= least[j] and lines[j].tag != "h1"]
    text_ = (j for j in kept if likely[j] >= LIKELY and len(lines[j].text) >= LONG)
    first = next(text_, kept[0] if kept else 0)
    heading = max((j for j in range(first) if lines[j].tag == "h1"), default=first)
    home = lines[heading].place.split(" > ")[:-1]
    near = first - heading <= _DEK_NEAR
    for j in range(heading + 1, min(first, heading + 1 + _DEK_FAR)):
        text = lines[j].text
        way = lines[j].place.split(" > ")
        chars, words = (_SUB_CHARS, _SUB_WORDS) if _SUBTITLE.search(way[-1]) else (_DEK_CHARS, _DEK_WORDS)
        if (
            lines[j].tag in ("p", "h2", "h3", "div")
            and likely[j] >= DEK
            and len(text) >= chars
            and len(text.split()) >= words
            and link_share(lines[j]) < LINKED
            and not (_DATED.search(text) and not ends(text))
            and not _TRAIL.search(text)
            and _open([s for s in way[_shared(way, home) : -1] if not s.startswith("header")], way[-2:])
            and (near or way[:-1] == home or _leads(way[-1]))
        ):
            return {j: "between the heading and the text"}
    return {}


def _open(steps: Sequence[str], last: Sequence[str]) -> bool:
    """Does a standfirst stand in none of these elements but such as stand at the head of a piece, where its
    own or the box that holds it alone (the `last`) is named for it?"""
    around = {_furniture(text) for text in steps} - {""}
    return not around or (any(map(_leads, last)) and around <= _HEAD)


def _leads(text: str) -> bool:
    """Is the element named for the opening of a piece?"""
    return any(kinds()[k].name == "lead" for k in step(text).kinds)


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many steps from the root are the same."""
    least = min(len(one), len(other))
    return next((k for k in range(least) if one[k] != other[k]), least)


def free(steps: Sequence[str]) -> bool:
    """Is none of these elements furniture?"""
    return not any(map(_furniture, steps))
