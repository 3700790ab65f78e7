"""What a page says twice: its headings in a list above, a caption again, a sentence drawn out of its text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from book.clean.markup import laid_out
from book.clean.matchers import is_paragraph
from book.clean.page import Page, Verdicts, drop, rerole
from book.model import Role, Verdict

_FEWEST = 3  # headings that make an outline
_MOST = 120  # characters of a heading
_LONG = 100  # characters from which a line is not written twice by chance
_PARAGRAPH = 120  # characters from which a paragraph is not, in another element
_NEAR = 3  # lines
_DRAWN = 40  # characters from which a sentence of the text, alone on a line, was drawn out of it
_SENTENCES = 3  # that are drawn out together, at most
_COUNTED = re.compile(r"[0-9]{1,2}[.)]\s+")
_BETWEEN = re.compile(r"(?<=[.!?…»”\"'’)])\s+(?=\W*[^\W_a-z])")
_ENDED = re.compile(r"[.!?…][»”\"'’)]*$")
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
    like that stands nowhere else. Verse is left, and so is a refrain.
    """
    marked = laid_out(verdicts)
    often = Counter(page.texts)
    before: dict[str, tuple[str, int]] = {}
    changes: dict[int, Verdict] = {}
    n = 0
    for i, verdict in enumerate(verdicts):
        text, line = page.texts[i], verdict.line
        n += 1 if text else 0
        if not verdict.kept or len(text) < (_PARAGRAPH if marked else _LONG) or line.rows or line.broken:
            continue
        parent = line.place.rpartition(" > ")[0]
        element, first = before.setdefault(text, (parent, n))
        if marked and line.place and element != parent:
            why = "It stands in the text above, in another element."
        elif not line.place and 0 < n - first <= _NEAR and often[text] == 2:
            why = "It stands right above, word for word."
        else:
            continue
        changes[i] = drop(verdict, Role.BOILERPLATE, "doubled", 0.8, why)
    return rerole(verdicts, changes)


def drawn(verdicts: Verdicts, page: Page) -> Verdicts:
    """Drops a line that is a sentence of a paragraph, or a few, word for word: drawn out of it to be seen.

    Items of a list stay: they sum the text up. So does what its paragraphs say more than once.
    """
    said: dict[str, int] = {}  # -> the only line that has it; -1 for several
    for i, verdict in enumerate(verdicts):
        if verdict.kept and len(page.texts[i]) > _DRAWN:
            for sentences in _runs(page.texts[i]):
                said[sentences] = -1 if sentences in said else i
    changes: dict[int, Verdict] = {}
    for i, verdict in enumerate(verdicts):
        text = page.texts[i]
        if not verdict.kept or verdict.line.rows or len(text) < _DRAWN or not _ENDED.search(text):
            continue
        if verdict.line.within("li") or not verdict.line.text.lstrip().startswith(text):
            continue
        source = said.get(text.strip(_QUOTES).casefold(), -1)
        if source not in (i, -1):
            why = f"It is drawn out of line {verdicts[source].line.number}, where it stands word for word."
            changes[i] = drop(verdict, Role.BOILERPLATE, "drawn-out", 0.8, why)
    return rerole(verdicts, changes)


def _over_text(run: Sequence[int], texts: Sequence[str], last: Mapping[str, int], page: Page) -> bool:
    """Do the lines of a run all stand again below it, with running text between them?"""
    below = [last[texts[i]] for i in run]
    return min(below) > run[-1] and any(is_paragraph(page.texts[i]) for i in range(min(below), max(below)))


def _bare(text: str) -> str:
    """A heading without its number and its case."""
    return _COUNTED.sub("", text).strip(" :").casefold()


def _runs(paragraph: str) -> Iterator[str]:
    """All runs of up to `_SENTENCES` sentences of a paragraph that are not the whole of it."""
    sentences = _BETWEEN.split(paragraph)
    for start in range(len(sentences)):
        for end in range(start + 1, min(len(sentences), start + _SENTENCES) + 1):
            if end - start < len(sentences):
                found = " ".join(sentences[start:end]).strip(_QUOTES)
                if len(found) >= _DRAWN:
                    yield found.casefold()
