"""Lines that are a date and little else: a dateline's shape, and a line with its date taken away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from book.recover.dates import DIGIT, Calendar, Date, best, find
from book.sentences import syllabic

LONGEST = 170  # characters of a line that may be called a date
_NOTWHEN = re.compile(
    r"(?:©|copyright|\bevent|tickets?|redeem|expires?|\boffer|valid (?:until|through)|gültig|geldig|deadline"
    r"|geboren|born|\bcomments? |\b(?:sendung|uitzending|aired):)",
    re.IGNORECASE,
)
TIME = re.compile(
    r"T?\b\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\.\d+)?Z?\s?(?:[ap]\.?m\.?(?:\s(?:[A-Z]{2,3}T|UTC))?|uhr|uur|h"
    r"|[A-Z]{2,4}T)?(?!\w)"
    r"|\b\d{1,2}\s?(?:[ap]\.?m\.?|uhr|uur)(?!\w)"
    r"|\b\d{1,3}\s(?:min(?:ute)?s?|minuten|hours?|uur|stunden?|days?|dagen|dag|tagen?|weeks?|weken|wochen?|months?"
    r"|maanden|monaten?|years?|jaar|jahren?|heures?|jours?|horas?|días?|dias?)(?:\sago|\sgeleden)?(?!\w)",
    re.IGNORECASE,
)
_LOOSE = re.compile(
    r"(?:[\s,;:|/•·–—()\[\]-]|(?<!\w)(?:on|at|am|um|op|om|le|à|el|a|em|às|il|alle|den|kl|vom|ago|vor|vor|geleden|ist|gmt)(?!\w))*"
)
_RANGE = re.compile(r"\s*[-–—]\s*")
_SIGNS = 30  # of Chinese, Japanese or Korean writing beside a date, at most
_BRIEF = 2  # letters of weekdays that names have too
_GONE = "\x00"  # where a date or a time stood
_CIPHER = re.compile(r"\d")
_LEADING = re.compile(r"[\s,;:|/•·–—()\[\]-]+")
_TRAILING = re.compile(_LOOSE.pattern + r"\Z", re.IGNORECASE)


_CHANGED = re.compile(
    r"(?:updat|modif|edited|revis|bijgewerkt|gewijzigd|aangepast|aktualisier|geändert|stand"
    r"|mise? à jour|modifié|actualiza|aggiornat|atualiza|oppdatert|uppdaterad|opdateret|обновлен|güncelle)"
    r"\w*\W*(?:\w+\W+){0,2}\Z",
    re.IGNORECASE,
)


def changed(before: str) -> bool:
    """Whether what stands before a date says that the page was changed then: 'Laatst bijgewerkt op'."""
    return _CHANGED.search(before) is not None


def has_digit(text: str) -> bool:
    """Whether a text has a digit: no date and no time is without."""
    return _CIPHER.search(text) is not None


@lru_cache(maxsize=1 << 12)
def undated(text: str, cal: Calendar) -> str:
    """The text without its dates, weekdays and times, and without what joined them to the rest."""
    if not has_digit(text):
        return text
    found = find(text, cal)
    left = text
    for date in reversed(found):
        left = f"{left[: date.start]} {_GONE} {left[date.end :]}"
    left = TIME.sub(f" {_GONE} ", left)
    if left == text:
        return text
    words = left.split()
    kept = [w for k, w in enumerate(words) if w != _GONE and not _weekday(words, k, cal)]
    left = " ".join(kept)
    cut = _TRAILING.search(left)
    left = left[: cut.start()] if cut else left
    lead = _LEADING.match(left)
    return left[lead.end() :].strip() if lead else left.strip()


def _weekday(words: Sequence[str], k: int, cal: Calendar) -> bool:
    """Whether a word is a weekday: a short one beside a date alone, for 'Mo' and 'V.' are of names too."""
    word = words[k].strip(".,")
    if word.casefold() not in cal.weekdays:
        return False
    return len(word) > _BRIEF or _GONE in words[max(0, k - 1) : k + 2]


def whole(text: str, cal: Calendar) -> Date | None:
    """The date that `text` is, weekday, time and a word or two beside it allowed; None if it is more."""
    dates = find(text, cal)
    if not dates:
        return None
    left = text
    for date in reversed(dates):
        left = left[: date.start] + " " + left[date.end :]
    others = [w for w in re.findall(r"[^\W\d_]+", left) if w.casefold() not in cal.weekdays]
    return best(dates) if len(others) <= 3 else None


def dated(text: str, cal: Calendar) -> tuple[Date, ...]:
    """The dates of a line that holds little else: its label, a time, a name, a section."""
    if len(text) > LONGEST or not DIGIT.search(text):
        return ()
    return _dated(text, cal)


@lru_cache(maxsize=1 << 12)
def _dated(text: str, cal: Calendar) -> tuple[Date, ...]:
    if _NOTWHEN.search(text):
        return ()
    dates = find(text, cal)
    if not dates or (len(dates) == 2 and _RANGE.fullmatch(text, dates[0].end, dates[1].start)):
        return ()  # from the one to the other something lasted
    left = text
    for date in reversed(dates):
        left = left[: date.start] + " " + left[date.end :]
    left = TIME.sub(" ", left)
    if syllabic(left) > _SIGNS:
        return ()  # a sentence in a script that has no spaces
    count = sum(w.casefold() not in cal.weekdays for w in re.findall(r"[^\W\d_]+", left))
    if count > 9 or (count > 4 and left.rstrip().endswith((".", "!", "?"))):
        return ()
    return dates
