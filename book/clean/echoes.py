"""What a page says twice: its headings in a list above, a caption again, a sentence drawn out of its text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from book.clean.layout import laid_out
from book.clean.matchers import is_paragraph
from book.clean.page import Page, Verdicts, drop, is_bulleted, rerole
from book.model import Role, Verdict
from book.sentences import ends

_FEWEST = 3  # headings that make an outline
_MOST = 120  # characters of a heading
_LONG = 100  # characters from which a line is not written twice by chance
_PARAGRAPH = 120  # characters from which a paragraph is not, in another element
_NEAR = 3  # lines
_DRAWN = 40  # characters from which a sentence of the text, alone on a line, was drawn out of it
_SENTENCES = 3  # that are drawn out together, at most
_BRIEF = 80  # characters of a row of verse
_SOON = 6  # lines below an excerpt in which the text begins
_CUT = re.compile(r"\s*[\[(]?(?:…|\.{3,5})[\])]?\Z")
_OFTEN = 3  # lines that begin alike: more are a refrain
_COUNTED = re.compile(r"[0-9]{1,2}[.)]\s+")
_BETWEEN = re.compile(r"(?<=[.!?…»”\"'’)])\s+(?=\W{0,9}[^\W_a-z])")
_QUOTES = "“”„\"'‘’«»›‹ "


def outline(verdicts: Verdicts, page: Page) -> Verdicts:
    """Drops a list of short lines that all stand once more below it, over text: the page's own contents.

    A heading that packs know ('Contents') goes with the list right below it.
    """
    texts = [
        _bare(text) if v.kept and not v.line.rows and "\t" not in text else ""
        for v, text in zip(verdicts, page.texts, strict=True)
    ]
    often = Counter(filter(None, texts))
    last = {text: i for i, text in enumerate(texts)}
    at = [i for i, text in enumerate(page.texts) if text]
    changes: dict[int, Verdict] = {}
    run: list[int] = []
    for n, i in enumerate([*at, -1]):
        if i >= 0 and len(page.texts[i]) <= _MOST and often[texts[i]] == 2 and last[texts[i]] > i:
            run.append(i)
            continue
        if len(run) >= _FEWEST and _over_text(run, texts, last, page):
            above = at[n - len(run) - 1] if n > len(run) else run[0]
            for k in [above, *run] if _bare(page.texts[above]) in page.contents else run:
                why = "of a list of what follows: it stands again over its text"
                if verdicts[k].kept:
                    changes[k] = drop(verdicts[k], Role.BOILERPLATE, "contents", 0.8, why)
        run = []
    return rerole(verdicts, changes)


def doubled(verdicts: Verdicts, page: Page) -> Verdicts:
    """Drops what stands above word for word: the text for another width of screen, a caption once more.

    In a page that is laid out, a paragraph that stands in another element; in a text, a line right after its
    like that stands nowhere else. Verse is left, a refrain, and what several cells of a table say.
    """
    marked = laid_out(verdicts)
    often = Counter(page.texts)
    before: dict[str, tuple[str, int, str]] = {}
    changes: dict[int, Verdict] = {}
    n = 0
    for i, verdict in enumerate(verdicts):
        text, line = page.texts[i], verdict.line
        n += 1 if text else 0
        if not verdict.kept or len(text) < (_PARAGRAPH if marked else _LONG) or line.rows or line.broken:
            continue
        parent = line.place.rpartition(" > ")[0]
        table = line.within("table") if line.slot else ""
        element, first, around = before.setdefault(text, (parent, n, table))
        if table and table == around:
            continue
        if marked and line.place and element != parent:
            why = "It stands in the text above, in another element."
        elif not line.place and 0 < n - first <= _NEAR and often[text] == 2:
            why = "It stands right above, word for word."
        else:
            continue
        changes[i] = drop(verdict, Role.BOILERPLATE, "doubled", 0.8, why)
    return rerole(verdicts, changes)


def excerpts(verdicts: Verdicts, page: Page) -> Verdicts:
    """Drops the beginning of the text above the text, that a site's program cut off with dots."""
    kept = [i for i, v in enumerate(verdicts) if v.kept and page.texts[i] and not v.line.rows]
    changes: dict[int, Verdict] = {}
    for n, i in enumerate(kept):
        cut = _CUT.search(page.texts[i])
        said = _bare(page.texts[i][: cut.start()]) if cut else ""
        if len(said) < _DRAWN or is_bulleted(verdicts[i].line.text):
            continue
        for m in range(n + 1, min(n + 1 + _SOON, len(kept))):
            below = kept[m : m + _SENTENCES]
            whole = _bare(page.texts[below[0]])
            if not whole.startswith(said[:_DRAWN]) or len(whole) <= _DRAWN or _CUT.search(whole):
                continue
            if " ".join(_bare(page.texts[k]) for k in below).startswith(said):
                why = f"It is cut from line {verdicts[below[0]].line.number}, where the text begins so."
                changes[i] = drop(verdicts[i], Role.BOILERPLATE, "excerpt", 0.85, why)
            break
    return rerole(verdicts, changes)


def drawn(verdicts: Verdicts, page: Page) -> Verdicts:
    """Drops a line that is a sentence of a paragraph, or a few, word for word: drawn out of it to be seen.

    Items of a list, of definitions too, stay: they sum the text up. So do cells of a table, and what its
    paragraphs say more than once.
    """
    sentences = [
        _sentences(text) if v.kept and text else [] for v, text in zip(verdicts, page.texts, strict=True)
    ]
    by_first: dict[str, list[int]] = {}
    for i, said in enumerate(sentences):
        text, line = page.texts[i], verdicts[i].line
        if not 0 < len(said) <= _SENTENCES or len(text) < _DRAWN or not ends(text):
            continue
        item = is_bulleted(line.text) or any(map(line.within, ("li", "dt", "dd"))) or line.slot is not None
        if not item:
            by_first.setdefault(said[0], []).append(i)
    sources: dict[int, list[int]] = {}
    for k, said in enumerate(sentences):
        for n, sentence in enumerate(said if len(said) > 1 else ()):
            like = by_first.get(sentence, ())
            for i in like if len(like) <= _OFTEN else ():
                if len(sentences[i]) < len(said) and said[n : n + len(sentences[i])] == sentences[i]:
                    sources.setdefault(i, []).append(k)
    changes: dict[int, Verdict] = {}
    for i, found in sources.items():
        if len(found) == 1 and not verdicts[i].line.rows and not _stanza(verdicts, i):
            why = f"It is drawn out of line {verdicts[found[0]].line.number}, where it stands word for word."
            changes[i] = drop(verdicts[i], Role.BOILERPLATE, "drawn-out", 0.8, why)
    return rerole(verdicts, changes)


def _stanza(verdicts: Verdicts, i: int) -> bool:
    """Is it a stanza between two others, or a row of one, of which the piece quotes some rows elsewhere?"""
    if not verdicts[i].line.place:
        return _row(verdicts, i)
    around = [*(v for v in verdicts[i::-1] if v.kept)][:2], [*(v for v in verdicts[i:] if v.kept)][:2]
    return verdicts[i].line.broken and all(
        len(side) == 2 and side[1].line.broken and side[1].line.place == verdicts[i].line.place
        for side in around
    )


def _row(verdicts: Verdicts, i: int) -> bool:
    """Does a line of a text stand among brief ones right above and below it, in a text whose paragraphs are
    parted by blank lines?"""
    first = last = i
    while first and not verdicts[first - 1].line.blank:
        first -= 1
    while last + 1 < len(verdicts) and not verdicts[last + 1].line.blank:
        last += 1
    parted = first > 0 and last + 1 < len(verdicts)
    brief = all(len(verdicts[k].line.text) <= _BRIEF for k in range(first, last + 1))
    return parted and brief and last - first + 1 >= _FEWEST


def _over_text(run: Sequence[int], texts: Sequence[str], last: Mapping[str, int], page: Page) -> bool:
    """Do the lines of a run all stand again below it, with running text between them?"""
    below = [last[texts[i]] for i in run]
    return min(below) > run[-1] and any(is_paragraph(page.texts[i]) for i in range(min(below), max(below)))


def _bare(text: str) -> str:
    """A heading without its number and its case."""
    return _COUNTED.sub("", text).strip(" :").casefold()


def _sentences(text: str) -> list[str]:
    """The sentences of a line, without their case and the quotes around them."""
    return [sentence.strip(_QUOTES).casefold() for sentence in _BETWEEN.split(text)]
