"""The judge of web pages: which blocks of a page are of its article, by the elements that they stand in.

A small forest, the mean of two (see `forest` and bench/train_html.py), looks at each line: its text, the
names of the elements around it, how linked and how dense with prose they are, where the page's prose is.
What it says is weighed so that the author is given the benefit of the doubt: a line goes only where it is
most likely not the author's; headings, items and cells between paragraphs that stay, stay; so does a
standfirst.
"""

from __future__ import annotations

from collections.abc import Sequence

from book.clean import forest
from book.clean.batch import against
from book.clean.layout import home_of, laid_out, names, thread, whereabouts
from book.clean.look import foreign
from book.clean.markuptraits import NAMES, Sheet
from book.clean.page import Page, Verdicts, drop, rerole
from book.clean.placenames import worth
from book.clean.saved import LIKELY, NEVER, amid, among, between, goes_on, most, standfirst, unknown
from book.model import UNSHOWN, UNTOLD, Line, Role, Told, Verdict
from book.sentences import running

INSIDE = 0.4  # below this a line is dropped
TOLD = 0.45  # and below this where it stands in an element that tells what it is: those of _TELLING
IN_THREAD = 0.8  # how sure it is that what an element named for comments holds is a reader's
_LIKE = 0.8  # how far a sentence is lifted to what is usual among its like, in log-odds
_TELLING = frozenset({
    "author", "figure", "footer", "frame", "header", "letter", "menu", "meta", "nav", "promo", "related",
})  # fmt: skip
"""Of what is named so hardly a line is the article's that is not as likely as not. 'side' and 'share' are
names of boxes and of what is printed too, 'consent' of remarks."""


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
    like = among(lines, likely, least) | goes_on(lines, likely, least)
    saved = like | between(lines, likely, least, like) | standfirst(lines, likely, least)
    if any(
        verdicts[i].role is Role.BODY and chance >= least[j]
        for j, (i, chance) in enumerate(zip(at, likely, strict=True))
    ):
        saved = most(lines, likely, least, saved) | saved
    if foreign(page.stop_words, page.texts):
        saved |= unknown(lines, likely)
        stay = [j for j, chance in enumerate(likely) if chance >= least[j] or j in saved]
        saved |= dict.fromkeys(amid(stay, lines) - {*stay}, "between lines of the article")
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
    home = home_of(lines)
    text = [j for j in of if running(lines[j].text)]
    text = [j for j in text if not whereabouts(lines[j].place, home)] or text
    return {*text, *(amid(text, lines) & {*of})}


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
            groups.setdefault(names(line.place), []).append(j)
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
    home = home_of(lines)
    least = [TOLD if whereabouts(line.place, home) in _TELLING else INSIDE for line in lines]
    threads: dict[str, list[int]] = {}
    for j, line in enumerate(lines):
        if place := thread(line.place):
            threads.setdefault(place, []).append(j)
    sure = {j for j, chance in enumerate(likely) if chance >= LIKELY}
    for held in threads.values():
        if sure.difference(held) and not any(lines[j].tag == "h1" for j in held):
            for j in held:
                least[j] = NEVER
    return least
