"""Rules about white space, letters, dots and dashes. Each is a function: the text of one block, as the
rules see it, and the language's typography in; `Edit`s out.

A rule may propose an edit that changes nothing, or one inside an address: `Flow.allowed` drops those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from book.languages.typography import Typography
from book.typeset.flow import Edit

NBSP = "\u00a0"
NARROW = "\u202f"

SPACE = " \t\n\r\f\v\u0085\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""White space for a character class: all but the forced line end."""

WHITE = frozenset(char for char in map(chr, range(0x3001)) if re.match(f"[{SPACE}]", char))
"""The same, one by one: in `SPACE` there is a hyphen too."""

_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_SPACES = re.compile(f"[{SPACE}]+")
_EDGE = re.compile(f"^[{SPACE}]+|[{SPACE}]+$|[{SPACE}]+(?=\u2028)|(?<=\u2028)[{SPACE}]+")
_DOTS = re.compile(rf"[.…]{{2,}}|\.(?:[{SPACE}]\.){{2,}}")
_BEFORE_STOP = re.compile(rf"(?<=[^\s(\[{{.…])[{SPACE}]+(?=([.,;:!?])(?:[.,;:!?…]*)(?:[\s)\]}}\"'”’»¿¡]|$))")
_BEFORE_STOP_STUCK = re.compile(rf"(?<=[^\W\d_])[{SPACE}]+(?=(,)[^\W\d_]|([!?])[A-ZÀ-ÖØ-Þ])")  # zo !Ja ,nee
_AFTER_STOP = re.compile(
    r"""
      (?<= [a-zß-öø-ÿ]{2} ) [.]  (?= [A-ZÀ-ÖØ-Þ] (?: [a-zß-öø-ÿ]|\s ) )  # af.Mijn
    | (?<= \b[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ] ) [.]  (?= [A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ] )  # Dr.Jansen
    | (?<= [^\W\d_] ) [!?]+   (?= [A-ZÀ-ÖØ-Þ] (?: [a-zß-öø-ÿ]|\s ) )    # goed!Mooi
    | (?<= [a-zß-öø-ÿ]{2} ) ; (?= [a-zß-öø-ÿ]{2} )                      # ja;nee
    | (?<= [^\W\d_]{2} ) [,]  (?= [^\W\d_]{2} )                         # ja,nee
    | (?<= [^\W\d_]{2} ) [:]  (?= [A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ] )              # zei:Mooi
    | (?<= [^\W\d_] ) [.,;:!?…]+ (?= [¿¡]+[^\W\d_] )                      # hola!¿Qué
    """,
    re.VERBOSE,
)
_ENTITY = re.compile(r"&#?\w{1,10};")
_IN_BRACKETS = re.compile(rf"(?<=[(\[¿¡])[{SPACE}]+(?=\S)|(?<=\S)[{SPACE}]+(?=[)\]])")


def invisible(text: str, _: Typography) -> Iterator[Edit]:
    """Soft hyphens, zero-width spaces and byte order marks left over from a page: out."""
    for match in _INVISIBLE.finditer(text):
        yield Edit(*match.span(), "", "space.invisible")


def letters(text: str, typography: Typography) -> Iterator[Edit]:
    """The table's letters that have a better way to be written: ĳ becomes ij."""
    for old, new in typography.letters:
        for match in re.finditer(re.escape(old), text):
            yield Edit(*match.span(), new, "letter")


def doubled_space(text: str, typography: Typography) -> Iterator[Edit]:
    """White space is one space: no runs, no tabs, none at the edges. A lone no-break space may stay."""
    edges = {match.span() for match in _EDGE.finditer(text)}
    for start, end in edges:
        yield Edit(start, end, "", "space.edge")
    narrow = NARROW if _uses_narrow(typography) else ""
    for match in _SPACES.finditer(text):
        if match.span() not in edges and match[0] not in (" ", NBSP, narrow):
            yield Edit(*match.span(), " ", "space.double" if len(match[0]) > 1 else "space.odd")


def ellipsis(text: str, typography: Typography) -> Iterator[Edit]:
    """Three dots and more are one '…'; two are a slip for it, or for the point of an abbreviation."""
    for match in _DOTS.finditer(text):
        dots = match[0].count(".") + 3 * match[0].count("…")
        new: str | None = typography.ellipsis_at_stop if dots == 4 else "…"
        if dots == 2:
            new = _two_dots(text, match, typography)
        if new is not None:
            yield Edit(*match.span(), new, "ellipsis")


def _two_dots(text: str, match: re.Match[str], typography: Typography) -> str | None:
    """What '..' should have been: 'etc..' -> '.', 'bij.. ' -> '…'; '1..2', '../' and '. .' stay."""
    before, after = text[max(match.start() - 40, 0) : match.start()], text[match.end() : match.end() + 1]
    path = bool(after) and not after.isspace() and after not in ")]}'\"’”»"
    if match[0] != ".." or not before or before[-1].isspace() or path:
        return None
    word = re.search(r"[\w./]*$", before)
    return "." if word and f"{word[0]}.".casefold() in typography.abbreviations else "…"


def space_before_stop(text: str, typography: Typography) -> Iterator[Edit]:
    """'gelijk hebben .' -> 'gelijk hebben.', but for marks that the language sets off."""
    spaced = {mark for mark, _ in typography.space_before}
    for match in (*_BEFORE_STOP.finditer(text), *_BEFORE_STOP_STUCK.finditer(text)):
        if spaced.isdisjoint(match.groups()):
            yield Edit(*match.span(), "", "space.before-stop")


def space_after_stop(text: str, _: Typography) -> Iterator[Edit]:
    """'af.Mijn eerste gedachte' -> 'af. Mijn eerste gedachte'."""
    for match in _AFTER_STOP.finditer(text):
        if match[0] == ";" and _ENTITY.search(text, match.start() - 12):
            continue
        yield Edit(match.end(), match.end(), " ", "space.after-stop")


def space_in_brackets(text: str, _: Typography) -> Iterator[Edit]:
    """'( zo )' -> '(zo)', '¿ Qué' -> '¿Qué'."""
    for match in _IN_BRACKETS.finditer(text):
        yield Edit(*match.span(), "", "space.in-brackets")


def minus(text: str, _: Typography) -> Iterator[Edit]:
    """'-12 °C', '(-3)' -> '−12 °C', '(−3)': the hyphen of what can be nothing but a negative number.

    A degree or a per cent behind it says so, or that it stands alone, in brackets or in a cell of a table.
    Behind a figure, and within a word, a code or a date, it is a range's or their own; four figures in
    brackets are a year that somebody died in.
    """
    for match in _MINUS.finditer(text):
        if not re.search(rf"\d[{SPACE}]*\Z", text[max(match.start() - 4, 0) : match.start()]):
            yield Edit(*match.span(), "−", "minus")


_AMOUNT = r"\d{1,4}(?:[.,]\d+)?"
_DEGREES = rf"[{SPACE}]?(?:[°º˚](?!\w)|[°º˚][{SPACE}]?[CFK](?!\w)|℃|℉|%|‰)"
_MINUS = re.compile(
    rf"(?:(?<=[{SPACE}(\[=<>≈±/‘“«„])|(?<![^\u2028]))-"
    rf"(?=(?:{_AMOUNT}[{SPACE}]\w{{1,3}}[{SPACE}][-−+]?)?{_AMOUNT}{_DEGREES})"  # -3 %, -3 tot +5 %
    r"|(?<=\()-(?=\d{1,3}(?:[.,]\d+)?\))"
    r"|\A-(?=\d{1,3}(?:[.,  ]\d{3})*(?:[.,]\d+)?\Z)"  # in a cell of a table
)


def dash(text: str, typography: Typography) -> Iterator[Edit]:
    """What an author types for a dash becomes the language's own, with its spaces.

    A lone hyphen counts only between two spaces, and not between numbers. A dash at an edge of the
    text, or inside a quotation mark or bracket, has no space on that side; '--all' is no dash.
    """
    left, mark, right = typography.dash.rpartition(typography.dash.strip())
    for match in _typed_dash(typography.dash_from).finditer(text):
        before, after = text[max(match.start() - 1, 0) : match.start()], text[match.end() : match.end() + 1]
        if not before and (not after or match[0].startswith("—")):
            continue  # a rule across the page, or a speaker's dash
        if match[0][0].isspace() and not match[0][-1].isspace() and after.isalnum() and "—" not in match[0]:
            continue
        if _HYPHEN.search(match[0]) and (
            before == ":" or _FORMULA.search(text[max(match.start() - 80, 0) : match.start()])
        ):
            continue  # a listing, a minus sign
        new = ("" if before in _OPENING else left) + mark + ("" if after in _CLOSING else right)
        yield Edit(*match.span(), new, "dash")


_HYPHEN = re.compile(r"(?<!-)-(?!-)")
_FORMULA = re.compile(r"\s=\s[^.!?]*$")
_OPENING = ("", *"([{“‘„‚«\u2028")
_CLOSING = ("", *")]}”’»,;:!?.\u2028")


@cache
def _typed_dash(typed: tuple[str, ...]) -> re.Pattern[str]:
    marks = [re.escape(mark) for mark in sorted(typed, key=len, reverse=True) if mark != "-"]
    if "-" in typed:
        marks.append(rf"(?<=[^\d\s][{SPACE}])-(?=[{SPACE}]\S)|(?<=\d[{SPACE}])-(?=[{SPACE}][^\d\s])")
    return re.compile(rf"[{SPACE}]*(?<!-)(?:{'|'.join(marks)})(?!-)[{SPACE}]*")


def high_marks(text: str, typography: Typography) -> Iterator[Edit]:
    """The space that a language sets before some marks (French ; : ! ?), and no other."""
    for mark, space in typography.space_before:
        pattern = rf"(?<=[\w)\]”’»…%])[{SPACE}]*(?={re.escape(mark)}(?:[;:!?…]*)(?:[\s)\]”’»]|$))"
        for match in re.finditer(pattern, text):
            yield Edit(*match.span(), space, "space.high-mark")


def _uses_narrow(typography: Typography) -> bool:
    spaces = [space for _, space in typography.space_before]
    return any(NARROW in s for s in [*spaces, *(q.open + q.close for _, q in typography.quotes.pairs)])
