"""What browsers of text add to a page that they write out (lynx -dump, elinks -dump, links -dump).

Each link has a number before it, '[12]Ten Dry Towns', and where it leads is listed at the end. Above the page
stand the links of its head, which no other browser shows. A picture is '[IMG]', a button '(BUTTON)'.
Pandoc writes '[]' for a picture.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from book.model import Change

NUMBER, SIGN, RAISED = "link-number", "browser-sign", "raised"
_ADDRESS = re.compile(r"\s*(?P<number>\d{1,4})\. ?(?:[a-z][a-z\d+.-]*:|[/.#?])\S.*")
_HEADING = re.compile(r"\s*[^\W\d_][^.\n]{2,30}")
_MARK = re.compile(r"\[(\d{1,4})\]")
_BEHIND = re.compile(r"[\w.,;:!?\"'”’»)]$")
"""A number behind this calls a note; that of a link stands before its first word."""
_SIGN = re.compile(r"(?:\[(?:IMG|INLINE|LINK|USEMAP|ISMAP|EMBED)\]|\(BUTTON\)) ?")
_PICTURES = re.compile(
    r"(?:\[(?:data(?::,)?|ima?ge?|[^\[\]\s]{1,80}\.(?i:gif|png|jpe?g|webp|svg)|)\]\s*)+"
    r"|(?:\[[^\[\]]{0,80}\]\s?){2,}"
)
"""Nothing but pictures: their files' names, or what they show."""
_RAISED = re.compile(r"(?:(?<=[^\W\d_]{2})|(?<=[.,;:!?\"'”’»)]))\^(\d{1,3})(?![\w^{])")
_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_FORUM = "[/IMG]"  # forums write pictures so, with an address between two such signs
_HEAD = re.compile(r"\s*Link: \S.*")
_NUMBERED_HEAD = re.compile(r"\s*(?:#\[\d|Link: \[\d).*")
_FEWEST = 2  # addresses of a list
_HEADINGS = 4  # lines above it that may be its headings, blank ones too
_BARE = 5  # numbers by which a text without such a list is known
_MOST = 0.5, 0.9  # of the numbers that count up, how many stand before a word: with a list, and without
_SKIPPED = 40  # links without a number that is shown


def plain(lines: list[str], *, filled: bool) -> tuple[list[str], list[Change], frozenset[int]]:
    """The lines without the numbers of their links; what was changed; and which lines (1-based) only tell
    links: those of the page's head, and where all lead. `filled` are lines that a program filled."""
    end = _listed_from(lines)
    listed = end < len(lines)
    if numbered := _numbered(lines[:end], listed):
        made, changes = _unnumbered(lines, end, listed)
        links = _head(lines, _NUMBERED_HEAD) | frozenset(range(end + 1, len(lines) + 1))
    else:
        made, changes, links = lines, [], _head(lines, _HEAD)
    made, unsigned = _unsigned(made)
    made, raised = _raised(made) if filled or numbered else (made, [])
    return made, [*changes, *unsigned, *raised], links


def _listed_from(lines: Sequence[str]) -> int:
    """Where the list of addresses at the end begins, with its headings; the number of lines if there is none.

    Its numbers count up, with gaps. Headings part those that are shown from those that are not.
    """
    begin, addresses, least = len(lines), 0, 10_000
    for n in range(len(lines) - 1, -1, -1):
        found = _ADDRESS.fullmatch(lines[n])
        if found and int(found["number"]) < least:
            begin, addresses, least = n, addresses + 1, int(found["number"])
        elif found or (lines[n].strip() and not _HEADING.fullmatch(lines[n])) or begin - n > _HEADINGS:
            break
    if addresses < _FEWEST or least > _SKIPPED:
        return len(lines)
    above = range(begin - 1, max(-1, begin - 1 - _HEADINGS), -1)
    heads = [n for n in above if lines[n].strip()]
    for n in heads:
        if not _HEADING.fullmatch(lines[n]):
            break
        begin = n
    return begin


def _numbered(lines: Sequence[str], listed: bool) -> bool:
    """Do numbers stand before words of the text, counting up?"""
    last = count = leading = 0
    for line in lines:
        for found in _MARK.finditer(line) if "[" in line else ():
            if last < int(found[1]) <= (last + _SKIPPED if last else 10_000):
                last = int(found[1])
                count += 1
                leading += not _BEHIND.search(line[: found.start()]) and line[found.end() :][:1].strip() != ""
    return leading >= (1 if listed else _BARE) and leading >= _MOST[not listed] * count


def _head(lines: Sequence[str], pattern: re.Pattern[str]) -> frozenset[int]:
    """The lines (1-based) of the links of the page's head: from the first of all, to a blank line or another.

    Lynx breaks them into lines.
    """
    first = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
    if first == len(lines) or not pattern.fullmatch(lines[first]):
        return frozenset()
    run = lines[first].lstrip().startswith("#")
    end = first
    while end < len(lines) and (lines[end].strip() if run else pattern.fullmatch(lines[end])):
        end += 1
    return frozenset(range(first + 1, end + 1))


def _unnumbered(lines: list[str], end: int, listed: bool) -> tuple[list[str], list[Change]]:
    """The lines without the numbers of links up to `end`, each of which stands once.

    They count up, but where columns stand beside each other. Only those of a list are known there.
    """
    made, changes, seen, last = list(lines), list[Change](), set[int](), 0
    for n in range(end):
        line, at, parts = lines[n], 0, list[str]()
        for found in _MARK.finditer(line) if "[" in line else ():
            counted, behind = int(found[1]), _BEHIND.search(line[at : found.start()]) is not None
            next_ = last < counted <= (last + _SKIPPED if last else 10_000)
            if counted in seen or (counted != last + 1 if behind else not next_ and not listed):
                continue
            seen.add(counted)
            last = counted
            word = line[found.end() :].split(maxsplit=1)[:1] if line[found.end() :][:1].strip() else []
            changes.append(Change(NUMBER, n + 1, "".join((found[0], *word)), "".join(word)))
            parts.append(line[at : found.start()])
            at = found.end()
        made[n] = "".join((*parts, line[at:]))
    return made, changes


def _unsigned(lines: list[str]) -> tuple[list[str], list[Change]]:
    """The lines without what stands for pictures and buttons."""
    at = [n for n, line in enumerate(lines) if "[" in line or "(" in line]
    at = [n for n in at if _SIGN.search(lines[n]) or _PICTURES.fullmatch(lines[n].strip())]
    if not at or any(_FORUM in lines[n] for n in at):
        return lines, []
    made = list(lines)
    for n in at:
        made[n] = _SIGN.sub("", lines[n])
        if _PICTURES.fullmatch(made[n].strip()):
            made[n] = ""
    return made, [Change(SIGN, n + 1, lines[n].strip(), made[n].strip()) for n in at]


def _raised(lines: list[str]) -> tuple[list[str], list[Change]]:
    """The lines with numbers that were raised, '^1', as such."""
    made, changes = list(lines), list[Change]()
    for n, line in enumerate(lines):
        for found in _RAISED.finditer(line) if "^" in line else ():
            changes.append(Change(RAISED, n + 1, found[0], found[1].translate(_DIGITS)))
        if "^" in line:
            made[n] = _RAISED.sub(lambda found: found[1].translate(_DIGITS), line)
    return made, changes
