"""The few ways in which a rule of a pack matches: which line it fits, and how far it reaches from there.

Lines come stripped and without their bullet. No pattern ever sees more than `SHORT` characters, so that the
worst regular expression costs a bounded time for each line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from book.clean.guillemets import MARKS, closed
from book.model import Role
from book.rules import PLAIN, Pack, Rule, every
from book.rules.gate import Facts, Gate, Pattern, alternatives, known
from book.rules.phrases import spoken
from book.sentences import columns, ends, final

SHORT = 400  # characters: what is longer is no furniture, whatever it looks like
SEVERAL = 3  # phrases, different ones, that bear each other out
_PARAGRAPH = 100  # characters: from here on a line that ends a sentence is running text
_SENTENCES = 60  # characters: from here on one of two sentences is
_INNER = re.compile(r"\w{3,}[.!?] [^\W\d_a-z]")
_BRIEF = 40  # characters: a sentence that reads like a button has no more
_HEADING, _WORDS = 30, 4  # characters, words: nor has such a heading of the text
_TOLD = re.compile(r"[(\[] ?[0-9]|:\s+\S|[^\W\d_] [0-9.,k]+$", re.IGNORECASE)
_LABELLED = " -–—()[]"
_PAGES = re.compile(r"[©@|»«→←❯]|https?:|www\.|\(c\)|copyright|cookie", re.IGNORECASE)  # no author's words


def fits(rule: Rule, text: str) -> bool:
    """Does a rule know this line, alone? An `opening` its beginning, all others the whole of it."""
    if len(text) > SHORT:
        return False
    if rule.way in PLAIN:
        return spoken(text) in rule.phrases
    match = rule.pattern.match if rule.way == "opening" else rule.pattern.fullmatch
    return match(text) is not None


def reach(rule: Rule, texts: Sequence[str], at: int) -> int:
    """How many lines a rule claims that fits the one at `at`: it, and for some ways lines below it."""
    below = at + 1
    if rule.way == "label":  # the short line right under it too
        return 2 if below < len(texts) and texts[below] and not is_paragraph(texts[below]) else 1
    if rule.way == "stanza":  # and those under it to the next blank line or running text
        while below < len(texts) and texts[below] and not is_paragraph(texts[below]):
            below += 1
        return below - at
    return len(texts) - at if rule.way == "onward" else 1  # and all that follow


def is_paragraph(text: str) -> bool:
    """Running text: it ends a sentence, and is long or of more than one."""
    size = columns(text)
    if size < _SENTENCES or not (ends(text) or final(text) == ":"):
        return False
    return size >= _PARAGRAPH or _INNER.search(text) is not None


def claims(
    packs: Iterable[Pack], texts: Sequence[str], obeyed: frozenset[str] = frozenset()
) -> tuple[tuple[Rule | None, ...], frozenset[int]]:
    """For each line the first rule that it fits, of the packs that are in use; and the lines in doubt.

    A pack with signs is in use where one of the lines shows one. A phrase that is furniture among furniture
    only has its rule where it stands between other furniture, blank lines apart; elsewhere it is in doubt,
    and so is what an author may have written between two lines of his text, unless the rule is `obeyed`, or
    of a pack with signs.
    """
    whole = "\n".join(text for text in texts if len(text) <= SHORT)
    used = tuple(p for p in packs if p.signs is None or p.signs.search(whole))
    said = closed(texts)
    found = [
        _first(used, text.strip(MARKS) if i in said else text) if text and len(text) <= SHORT else None
        for i, text in enumerate(texts)
    ]
    amid = frozenset().union(*(pack.amid for pack in used))
    sure = obeyed.union(rule.name for pack in used if pack.signs for rule in pack.rules)
    doubted = frozenset((*_alone(found, texts), *_lone(found, texts, amid, sure)))
    return tuple(None if i in doubted else rule for i, rule in enumerate(found)), doubted


def _alone(found: Sequence[Rule | None], texts: Sequence[str]) -> Iterator[int]:
    """The phrases that are furniture among furniture, and neither stand between other claims nor are
    `SEVERAL` in a row.

    One beside a claim and beside running text may be a heading that an advertisement was set at. The end of
    the page is as good as a claim.
    """
    for before, run, after in _runs(found, texts):
        weak = [i for i in run if (rule := found[i]) and rule.way == "among"]
        if len({texts[i] for i in weak}) < SEVERAL:
            outer = {*([] if before is None else run[:1]), *([] if after is None else run[-1:])}
            yield from weak if len(weak) == len(run) else outer.intersection(weak)


def _lone(
    found: Sequence[Rule | None], texts: Sequence[str], amid: frozenset[str], sure: frozenset[str]
) -> Iterator[int]:
    """The claims of one line between two of the text that its author may have written there.

    A short sentence between sentences ('Read on.'), a number or a short heading between paragraphs. Not what
    pages set `amid` a text, nor how many comments there are.
    """
    for before, run, after in _runs(found, texts):
        if before is None or after is None or len(run) > 1:
            continue
        (at,) = run
        text, around = texts[at], (texts[before], texts[after])
        rule = found[at]
        if rule is None or rule.continues or rule.name in sure or _PAGES.search(text):
            continue
        if _is_sentence(text):
            written = all(ends(line) or final(line) == ":" for line in around)
        else:
            known = spoken(text.strip(_LABELLED)) in amid or (rule.role is Role.COMMENT and text[0].isdigit())
            written = _is_heading(text) and not known and all(map(is_paragraph, around))
        if written:
            yield at


def _is_sentence(text: str) -> bool:
    return len(text) <= _BRIEF and not text.endswith(("..", "…")) and ends(text)


def _is_heading(text: str) -> bool:
    """Is it short, and no count, pointer or command ('Comments (3)', 'See also: Bees', '\\newpage')?"""
    return (
        text[0] not in "\\:"
        and len(text) <= _HEADING
        and len(text.split()) <= _WORDS
        and not _TOLD.search(text)
    )


def _runs(
    found: Sequence[Rule | None], texts: Sequence[str]
) -> Iterator[tuple[int | None, list[int], int | None]]:
    """The claims that follow one another, blank lines apart, each with the line of the text above and below.

    None where the page begins or ends.
    """
    before, run = None, list[int]()
    for at, text in enumerate(texts):
        if found[at]:
            run.append(at)
        elif text:
            if run:
                yield before, run, at
            before, run = at, []
    if run:
        yield before, run, None


@lru_cache(1 << 14)  # the pages of one site say the same, over and over
def _first(packs: tuple[Pack, ...], text: str) -> Rule | None:
    patterns, gate, said = _gate(packs)
    some = gate.some(text)
    if (n := said.get(spoken(text))) is not None:
        some = (*some, n)
    for n in sorted(set(some)) if some else ():
        rule, pattern = patterns[n]
        if pattern is None or pattern.match(text):
            return rule
    return None


@cache
def _gate(packs: tuple[Pack, ...]) -> tuple[list[tuple[Rule, Pattern | None]], Gate[int], dict[str, int]]:
    """All patterns in their order; in one, to pass quickly over the many lines that none of them fits; and
    phrases, with their rule's place in that order.

    Phrases that are furniture among furniture only come last: a line that a rule is sure of is not theirs.
    """
    patterns: list[tuple[Rule, Pattern | None]] = []
    said: dict[str, int] = {}
    rules = [rule for pack in packs for rule in pack.rules]
    facts = {part: fact for pack in packs for part, fact in _known(pack).items()}
    for rule in sorted(rules, key=lambda rule: rule.way == "among"):
        if rule.phrases:
            said = dict.fromkeys(rule.phrases, len(patterns)) | said
            patterns.append((rule, None))
        else:
            patterns += [
                (rule, Pattern(part, opening=opening, facts=facts.get((part, opening))))
                for part, opening in _parts(rule)
            ]
    return patterns, Gate((p, n) for n, (_, p) in enumerate(patterns) if p is not None), said


def _known(pack: Pack) -> Mapping[tuple[str, bool], Facts]:
    """What is known of the patterns of a pack that comes with the press."""
    if pack not in every():
        return {}
    parts = [part for rule in pack.rules if rule.way not in PLAIN for part in _parts(rule)]
    return known(parts, f"rules-{pack.name.replace('/', '-')}")


def _parts(rule: Rule) -> list[tuple[str, bool]]:
    """The patterns of a rule, as far apart as they fall, each with whether it is an opening."""
    return [(part, rule.way == "opening") for source in rule.sources for part in alternatives(source)]
