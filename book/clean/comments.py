"""Readers' comments: told by the structure of their thread, since they are prose like any other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from book.clean.page import Page, Verdicts, drop, rerole
from book.clean.shapes import is_name, is_sentence
from book.model import Role, Verdict

_QUOTED_LINK = re.compile(r"\[(?:\.\.\.|…)\].{10,}\[(?:\.\.\.|…)\]")
_SAYS = re.compile(
    r".{2,60}\b(?:says|said|wrote|writes|commented|replied|zei|zegt|schreef|schrijft|reageerde|sagt|sagte|schrieb"
    r"|schreibt|meint|dit|a écrit|dice|dijo|escribió|ha scritto|disse|skrev|säger|siger)\b.{0,60}:\s*",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"(?:.{0,60}\b)?(?:[0-3]?\d[./-][01]?\d[./-](?:19|20)?\d\d|(?:19|20)\d\d[./-][01]?\d[./-][0-3]?\d"
    r"|[0-3]?\d(?:st|nd|rd|th|\.)? ?[^\W\d_]{3,10}\.?,? (?:19|20)\d\d"
    r"|[^\W\d_]{3,10}\.? [0-3]?\d(?:st|nd|rd|th)?,? (?:19|20)\d\d).{0,20}\b[0-2]?\d[:.][0-5]\d\b.{0,30}",
    re.IGNORECASE,
)
_MEMBER = re.compile(
    r"(?:lid sinds|member since|joined|mitglied seit|membre depuis) .{0,24}\d{4}", re.IGNORECASE
)
_REGARDS = re.compile(
    r"(?:met vriendelijke |vriendelijke |hartelijke )?(?:groet(?:en|jes)?|mvg|gr)[.,!]? ?[^\W\d_]{0,20}"
    r"|(?:kind |best |warm )?(?:regards|cheers)[.,!]? ?[^\W\d_]{0,20}",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d\d")
_LEAST_BEFORE = 400  # characters of text: no thread begins before there is something to comment on


def pingbacks(verdicts: Verdicts, page: Page) -> Verdicts:
    """Another site's link to this one: an excerpt between [...] and [...], under the title of its page."""
    changes: dict[int, Verdict] = {}
    for i, text in enumerate(page.texts):
        if not _QUOTED_LINK.match(text[:2000]) or len(text) > 2000:
            continue
        why = "Another site's excerpt between [...] marks."
        changes[i] = drop(verdicts[i], Role.COMMENT, "pingback", 0.95, why)
        above = i - 1
        while above >= 0 and not page.texts[above]:
            above -= 1
        title = page.texts[above] if above >= 0 else ""
        if title and above not in changes and (not is_sentence(title) or _titled(title)):
            why = "The title over that excerpt."
            changes[above] = drop(verdicts[above], Role.COMMENT, "pingback", 0.9, why)
    return rerole(verdicts, changes)


def _titled(text: str) -> bool:
    """'The title. - The Site'."""
    return len(text) <= 250 and re.search(r" [-–|] [^-–|]{2,40}$", text) is not None


def comments(verdicts: Verdicts, page: Page) -> Verdicts:
    """A thread: heads that say who (and when), each over what that reader wrote, to the end of the page.

    A bare name is a head only where it stands right on the text below it and the thread has another mark
    (a date of membership, a greeting, a 'says', a head with a clock time, a pingback) and at least three
    heads; a list of profiles or an interview has none of those marks.
    """
    heads = [
        i
        for i, v in enumerate(verdicts)
        if (v.kept or (_unlike(v) and not is_marked_head(page.texts[i]))) and is_head(page.texts, i)
    ]
    before = 0
    lengths = []
    for text, verdict in zip(page.texts, verdicts, strict=True):
        lengths.append(before)
        before += len(text) if verdict.kept else 0
    heads = [i for i in heads if lengths[i] >= _LEAST_BEFORE]
    if not heads:
        return verdicts
    strong = [i for i in heads if is_marked_head(page.texts[i])]
    marks = [
        i
        for i in range(heads[0], len(page.texts))
        if _MEMBER.fullmatch(page.texts[i][:60])
        or _REGARDS.fullmatch(page.texts[i][:60])
        or verdicts[i].role is Role.COMMENT
    ]
    if len(strong) >= 2:
        first = strong[0]
        # The name may stand above its date.
        if first > 0 and _WHEN.fullmatch(page.texts[first][:200]) and first - 1 in heads:
            first -= 1
    elif len(heads) >= 3 and marks:
        first = heads[0]
    else:
        return verdicts
    why = f"A thread of {len(strong) or len(heads)} readers, by its heads."
    return rerole(
        verdicts,
        {
            i: drop(verdicts[i], Role.COMMENT, "comments", 0.9, why)
            for i in range(first, len(verdicts))
            if verdicts[i].kept or _unlike(verdicts[i])
        },
    )


def _unlike(verdict: Verdict) -> bool:
    """Dropped for what it is like: a bare name is unlike text, and may yet be the head of a comment."""
    return verdict.role is Role.COMMENT or verdict.rule in {"unlike-text", "beyond"}


def is_head(texts: Sequence[str], at: int) -> bool:
    """Does this line look like the head of a reader's comment: who and when, or a name right on a text?"""
    text = texts[at]
    if is_marked_head(text):
        return True
    below = texts[at + 1] if at + 1 < len(texts) else ""
    return is_name(text) and bool(below) and (is_sentence(below) or bool(_MEMBER.fullmatch(below[:60])))


def is_marked_head(text: str) -> bool:
    """'Jan zegt:', '12 april 2019 om 14:03', 'Lid sinds 2019'."""
    if len(text) > 160:
        return False
    if text[-1:] == ":" and _SAYS.fullmatch(text):
        return True
    if not _DIGITS.search(text):
        return False
    clock = ":" in text or "." in text
    return bool((clock and _WHEN.fullmatch(text)) or _MEMBER.fullmatch(text[:60]))
