"""From seeds to galleys: read, clean, recover. A book begins so; cleaning without a plan ends there."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from babel import Locale

from book import cores
from book.clean import NOTHING, Shared, clean, disproved, furniture
from book.errors import Place, SeedError
from book.garbage import undisturbed
from book.languages.scripts import by_script, in_latin
from book.model import Entry, Finding, Galley, Image, Picture, Reading, Seed, Severity, Verdict
from book.read import notion, read
from book.read.language import UNKNOWN, known_language
from book.read.pictures import picture
from book.read.shown import DRAWING
from book.recover import recover
from book.recover.lifting import appended_lines
from book.rules import Pack

__all__ = ["NOTHING", "Shared", "Taken", "furniture", "mark", "prove", "show", "take_in"]


_MANUSCRIPTS = frozenset({"word", "opendocument", "rtf"})
"""Formats in which authors write, so that no page is around their text."""
_SHOWN = 60  # characters of a caption that a finding shows


@dataclass(frozen=True, slots=True)
class Taken:
    """One seed read, and marked line by line."""

    reading: Reading
    galley: Galley


def mark(
    seed: Seed,
    reading: Reading,
    code: str | None = None,
    entry: Entry | None = None,
    repeats: Shared = NOTHING,
    house: tuple[Pack, ...] = (),
) -> Galley:
    """A seed that was read to a galley, every line marked.

    Without a language (BCP 47) it is that which its lines are in, or else which the page says. `repeats` is
    the `furniture` of the seeds that are taken in together, `house` the book's own packs of rules.
    """
    with undisturbed():
        language = code or language_of(seed, reading)
        galley = clean(
            reading,
            seed=seed.name,
            language=language,
            entry=entry,
            repeats=repeats,
            house=house,
            whole=seed.whole or seed.format in _MANUSCRIPTS or _written(reading),
        )
        return recover(galley, hints=(*seed.hints, *reading.facts), entry=entry)


def _written(reading: Reading) -> bool:
    """Was the text written with a front matter of its own, or in Notion, so that no page is around it? One
    whose front matter tells an address may have been clipped from a page, with some of what stood there."""
    if any(fact.rule == notion.RULE for fact in reading.facts):
        return True
    told = {fact.field for fact in reading.facts if fact.rule.startswith("front-matter.")}
    return "title" in told and "url" not in told


def language_of(seed: Seed, reading: Reading) -> str:
    """The language of a seed by its words; where they tell nothing, by its head, or else by its script; 'und'
    where none of them tells."""
    lines = [line.text for line in reading.lines]
    if guessed := known_language(lines):
        return guessed
    said = [fact.value for fact in (*seed.hints, *reading.facts) if fact.field == "language"]
    codes = (re.split(r"[-_]", value.strip())[0].lower() for value in said)
    known = (code for code in codes if re.fullmatch("[a-z]{2,3}", code) and code in Locale("en").languages)
    return next(known, by_script(lines) or UNKNOWN)


def language_in(book: str, seed: Seed, reading: Reading) -> str:
    """The language of a seed whose plan does not say it: that of the book, but of a text in other letters."""
    if in_latin(line.text for line in reading.lines):
        return book
    own = language_of(seed, reading)
    return book if own == UNKNOWN else own


def take_in(
    seeds: Iterable[Seed],
    progress: Callable[[str, int, int], None] | None = None,
    passed_over: Callable[[Seed, SeedError], bool] = lambda seed, error: False,
) -> tuple[Taken, ...]:
    """Seeds that come without a plan. What stands in several of them is their site's, not an author's.

    `progress` is told after each: 'clean', its number, of how many. `passed_over` is asked of each that is no
    text whether it is left out.

    Raises SeedError for one that is no text and is not passed over.
    """
    read_seeds: list[tuple[Seed, Reading]] = []
    for seed in seeds:
        try:
            read_seeds.append((seed, read(seed)))
        except SeedError as error:
            if not passed_over(seed, error):
                raise
    repeats = furniture(reading for _, reading in read_seeds)
    worth = sum(len(reading.lines) for _, reading in read_seeds) >= cores.MANY_LINES
    taken: list[Taken] = []
    for done in cores.each(partial(_taken, repeats=repeats), read_seeds, worth=worth):
        taken.append(done)
        if progress:
            progress("clean", len(taken), len(read_seeds))
    return tuple(taken)


def _taken(thing: tuple[Seed, Reading], *, repeats: Shared) -> Taken:
    seed, reading = thing
    return Taken(reading, mark(seed, reading, repeats=repeats))


def show(
    galley: Galley, reading: Reading, entry: Entry, given: Mapping[str, Seed]
) -> tuple[Mapping[str, Picture], tuple[Finding, ...]]:
    """The pictures that a piece has, by their names: those that its entry gives it and those that its page
    shows where its text is, or that the entry moves to the appendix. One that the page shows and that did not
    come with it is a finding.

    Raises SeedError for one of the entry's that is no picture; of the page's own that is a finding.
    """
    came = {seed.name: seed for seed in reading.pictures}
    found: dict[str, Picture] = {}
    findings: list[Finding] = []
    for image in entry.images:
        if image.file not in given and image.file not in came:
            raise SeedError(
                f"{entry.seed} shows no picture {image.file!r}",
                where=replace(entry.place, key=f"{entry.place.key}.image"),
                hint=f"it shows {', '.join(came)}" if came else "give a file of the project",
            )
        found[image.file], told = picture(given.get(image.file) or came[image.file])
        findings += told
    appended = appended_lines(galley, entry)
    for n, verdict in enumerate(galley.verdicts):
        image_ = verdict.line.image
        if image_ is None or not (verdict.kept or n in appended) or image_.name in found:
            continue
        place = Place(galley.seed, verdict.line.number)
        if image_.name not in came:
            findings.append(_missing(image_, place, _caption(galley.verdicts, n)))
            continue
        try:
            found[image_.name], told = picture(came[image_.name])
        except SeedError as error:
            findings.append(
                Finding(
                    "read.picture-unreadable",
                    Severity.WARNING,
                    place,
                    f"{image_.name}: {error.what}",
                    error.hint,
                )
            )
        else:
            findings += told
    return found, tuple(findings)


def _missing(image: Image, place: Place, caption: Sequence[Verdict]) -> Finding:
    said = " ".join(verdict.line.text for verdict in caption)
    lines = ", ".join(str(verdict.line.number) for verdict in caption)
    stays = any(verdict.kept for verdict in caption)
    what = "its caption stays in the text" if stays else "left out with its caption"
    return Finding(
        "read.picture-missing",
        Severity.WARNING,
        place,
        (
            "the page draws a picture here that no file has"
            if DRAWING in image.name
            else f"the page shows a picture here that did not come with it: {image.name[:200]}"
        )
        + (f"; {what}: ‘{textwrap.shorten(said, _SHOWN, placeholder=' …')}’" if said else ""),
        "save it in seeds/ and place it: [[piece.image]] with file, alt and "
        f"after = {place.line}; or leave it out: kill = [{place.line}{f', {lines}' if stays else ''}]"
        + (f"; stet = [{lines}] keeps the caption" if said and not stays else ""),
    )


def _caption(verdicts: Sequence[Verdict], picture: int) -> tuple[Verdict, ...]:
    """The caption of a picture that did not come: what was left out with it, or what stays of its figure.

    It stands below the picture, or above it where no other picture of the figure does.
    """
    figure = verdicts[picture].line.figure
    for way in (1, -1):
        found: list[Verdict] = []
        k = picture + way
        while 0 <= k < len(verdicts) and verdicts[k].line.image is None:
            verdict = verdicts[k]
            stays = bool(figure) and verdict.kept and verdict.line.tag == "figcaption"
            if (verdict.rule == "pictures.absent" or stays) and verdict.line.figure == figure:
                found.append(verdict)
            elif verdict.kept and not verdict.line.blank:
                break
            k += way
        another = 0 <= k < len(verdicts) and verdicts[k].line.image and verdicts[k].line.figure == figure
        if found and (way == 1 or not another):
            return tuple(sorted(found, key=lambda verdict: verdict.line.number))
    return ()


def prove(house: Iterable[Pack], file: str) -> tuple[Finding, ...]:
    """What the examples of the book's own rules hold against them (tests prove those of the press)."""
    return tuple(
        Finding(
            "rules.disproved",
            Severity.WARNING,
            Place(file, key=rule.name.partition(".")[2]),
            f"the rule {reason}",
            "mend its pattern or its examples",
        )
        for pack in house
        for rule in pack.rules
        for reason in disproved(rule)
    )
