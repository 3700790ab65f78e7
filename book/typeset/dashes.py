"""Dashes of languages that open and close an aside with them, —like this—, and of speech: —Sí —dijo—.

RAE and ASALE, Ortografía de la lengua española (2010), III 3.4.6: the dash stands against what it encloses,
with a space on its other side but before a stop; a line of speech opens with one, and so does what is said
of it, which another closes only where the speech goes on.

    paired("El pan - duro - cae.", typography(load("es")))    # El pan —duro— cae.

Authors type anything for it, mostly hyphens. One alone between spaces may be a dash that nothing closes, a
route or a range: it gets no side, but where both are alike: Il pane -duro- cade, Il pane – duro – cade.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from book.languages.typography import Typography
from book.typeset import spaces
from book.typeset.flow import BREAK, Edit
from book.typeset.spaces import SPACE

_DASH = re.compile(rf"(?P<before>[{SPACE}]*)(?P<mark>(?<!-)-{{1,3}}(?!-)|[–—])(?P<after>[{SPACE}]*)")
_SPOKEN = re.compile(
    rf"(?:^|(?<={BREAK}))(?:(?:[–—]|--)[{SPACE}]*(?=[^\s\d–—-])|-[{SPACE}]*(?=[A-ZÀ-ÖØ-Þ¿¡«“\"]))"
)
_TYPED = {"-": "-", "–": "–"}  # two of a pair are typed alike; all else is the long dash
_WORD = 40  # how many letters back a look at the word before a stop takes in
_OPENING = ("", BREAK, *"([{«“‘\"'¿¡")
_CLOSING = ("", BREAK, *")]}»”’\"'.,;:!?…")
_NEW_SENTENCE = re.compile(rf"[.!?…][)»”’]*[{SPACE}]+[«“‘(]*[¿¡A-ZÀ-ÖØ-Þ]")


@dataclass(frozen=True, slots=True)
class _Dash:
    """One dash with the spaces around it, and what it can do: end an aside, begin one, or both."""

    start: int
    end: int
    mark: str
    opens: bool
    closes: bool
    spaced: tuple[bool, bool]  # whether a space stands before, and after


def dash(text: str, typography: Typography) -> Iterator[Edit]:
    """Dashes as the language has them: in pairs, or each by itself."""
    return paired(text, typography) if typography.dash_close else spaces.dash(text, typography)


def speech(text: str, typography: Typography) -> Iterator[Edit]:
    """'-¿Vienes?' -> '—¿Vienes?': the dash that opens a line of dialogue, as the language sets it.

    A hyphen counts only against a capital, an opening mark or a quotation: '-5 °C' and '-ito' are none.
    """
    if typography.speech:
        for match in _SPOKEN.finditer(text):
            yield Edit(*match.span(), typography.speech, "dash.speech")


def of_author(texts: Iterable[str], typography: Typography) -> Typography:
    """The table with the dashes that the author keeps to, where the language has several of them.

    Those of asides and those of speech are told apart: many set — before what is said and – around an aside.
    """
    if not typography.dashes:
        return typography
    marks = "".join(typography.dashes)
    aside = re.compile(
        rf"(?<=[^\s{BREAK}])(?:(?<=\D)[{SPACE}]+([{marks}])(?=[{SPACE}])|(?<=[^\W\d])(—)(?=[^\W\d]))"
    )
    said = re.compile(rf"(?:^|(?<={BREAK}))[{SPACE}]*([{marks}])(?=[{SPACE}]*[^\s\d])")
    asides: set[str] = set()
    speech: set[str] = set()
    for text in texts:
        asides.update(match[1] or match[2] for match in aside.finditer(text))
        speech.update(match[1] for match in said.finditer(text))
    if len(asides) == 1:
        own, mark = asides.pop(), typography.dash.strip()
        typography = replace(
            typography,
            dash=typography.dash.replace(mark, own),
            dash_close=typography.dash_close.replace(mark, own),
        )
    if len(speech) == 1:
        mark = typography.speech.strip()
        typography = replace(typography, speech=typography.speech.replace(mark, speech.pop()))
    return typography


def paired(text: str, typography: Typography) -> Iterator[Edit]:
    """Dashes that open or close an aside stand against it; one alone keeps its spaces."""
    spoken = bool(typography.speech) and text.startswith(typography.speech)
    opened: _Dash | None = None
    for here in _dashes(text):
        if opened and _sentence_ends(text[opened.end : here.start + 1], typography):
            yield from _left(opened, text, typography, spoken)
            opened = None
        if opened and here.closes and _TYPED.get(opened.mark, "—") == _TYPED.get(here.mark, "—"):
            yield _opening(opened, text, typography)
            yield _closing(here, text, typography)
            opened = None
            continue
        if opened:
            yield from _left(opened, text, typography, spoken)
        opened = here if here.opens else None
        if not here.opens:
            yield from _left(here, text, typography, spoken=False)
    if opened:
        yield from _left(opened, text, typography, spoken)


def _sentence_ends(text: str, typography: Typography) -> bool:
    for match in _NEW_SENTENCE.finditer(text):
        word = re.search(r"[\w.]*\Z", text[max(match.start() - _WORD, 0) : match.start()])
        if word and f"{word[0]}.".casefold() not in typography.abbreviations:
            return True
    return False


def _dashes(text: str) -> Iterator[_Dash]:
    for match in _DASH.finditer(text):
        before, after = text[max(match.start() - 1, 0) : match.start()], text[match.end() : match.end() + 1]
        left, right, mark = bool(match["before"]), bool(match["after"]), match["mark"]
        if before in ("", BREAK) and not left:
            continue  # a line of speech
        number = before.isdigit() and after.isdigit()
        joined = not left and not right and before not in _OPENING and after not in _CLOSING
        if number or (joined and mark in "-–") or (not after and mark == "-" and not right):
            continue  # a range, a compound, the hyphen of 'pre-'
        opens = (left or joined or before in _OPENING) and (right or after not in _CLOSING)
        closes = (right or joined or after in _CLOSING) and (left or before not in _OPENING)
        if mark == "-" and opens and not right and not (after.isalpha() or after in '¿¡«“"'):
            opens = False  # a minus
        if opens or closes:
            yield _Dash(match.start(), match.end(), mark, opens, closes, (left, right))


def _opening(dash: _Dash, text: str, typography: Typography) -> Edit:
    before = text[max(dash.start - 1, 0) : dash.start]
    mark = typography.dash.lstrip() if before in _OPENING else typography.dash
    return Edit(dash.start, dash.end, mark, "dash")


def _closing(dash: _Dash, text: str, typography: Typography) -> Edit:
    after = text[dash.end : dash.end + 1]
    mark = typography.dash_close.rstrip() if after in _CLOSING else typography.dash_close
    return Edit(dash.start, dash.end, mark, "dash")


def _left(dash: _Dash, text: str, typography: Typography, spoken: bool) -> Iterator[Edit]:
    """A dash without its counterpart: in speech it opens what is said of it, else only its shape is set."""
    left, right = dash.spaced
    if typography.dash == typography.dash_close and (left == right or dash.mark == "—"):
        yield _opening(dash, text, typography) if dash.opens else _closing(dash, text, typography)
    elif spoken and dash.opens and left:
        yield _opening(dash, text, typography)
    elif dash.mark.startswith("--") and left == right:
        yield Edit(dash.start, dash.end, _between(typography.dash.strip(), left), "dash")
    elif dash.mark == "-" and left and right:
        yield Edit(dash.start, dash.end, _between("–", True), "dash")


def _between(mark: str, spaced: bool) -> str:
    return f" {mark} " if spaced else mark
