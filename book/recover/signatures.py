"""What names a line gives, alone or below its label: bylines, signatures, the beginnings of bios.

A line is read by itself here; whether the name is the author's is weighed in `authors`, by where it stands.
"""

from __future__ import annotations

import re
from functools import lru_cache

from book.recover.bodies import BODY, house, placeholder, team
from book.recover.datelike import dated, undated, whole
from book.recover.dates import Date
from book.recover.grammar import Grammar, Hit, small_words
from book.recover.names import ordinary, people, without_place
from book.recover.zones import ends_sentence

Said = tuple[tuple[tuple[str, ...], str], ...]
"""The names that a line gives, with the rule that found them; empty, or one of them."""

_HANDLED = ("bylines.author", "bylines.filed", "bylines.posted")
"""The labels behind which a name may be one that its bearer goes by on the web: 'jan_kok'."""
_NOBODY = ("stops", "offers", "genres")
"""The words that no name has which stands there without a label."""
_NO_SIGNER = ("stops", "genres")
"""Those that none has behind one."""
_GIVEN = frozenset(
    """
    ada al an ana dan do ella elle else fra ha ji jo lo lui ma may mi na ni no om per si so son su tu will
    """.split()
)
"""Function words of some language that are given names as well: 'Will Baker', 'Jo Baker'."""
_HANDLE = re.compile(r"[^\W\d][\w.-]{2,24}")
LABEL = 30  # characters of a line that may be a label for the next
_SPLIT = re.compile(r"\s*(?:[|/•·●,;—–]|\s-\s|:\s)\s*")
_PARTING = frozenset("|/•·●,;—–-:")  # of these each match of it has one
_SEAM = re.compile(r"[a-zà-ÿß](?=[A-ZÀ-Þ][a-zà-ÿß])")
_MERGED = re.compile(
    r"(?!(?:Mc|Mac|De|Del|Di|Da|La|Le|Du|Van|Von|San|Fitz|O['’]|D['’])[A-ZÀ-Þ])[^\W\d_]+[a-zà-ÿß][A-ZÀ-Þ]"
)
_SHORTENED = re.compile(r"(?<!\w)(?:\w|[jJ]r|[sS]r|[pP]h\.?D|[mM]\.?[aA])\.\W*\Z")
_RAN = re.compile(r"\A(By|BY|Von|VON|Door|DOOR|Por|Par|Av|Af)(?=[A-ZÀ-Þ][a-zà-ÿ]+ [A-ZÀ-Þ])")
_TWICE = re.compile(r"\A(by|von|door|par|por) ?(?=\1 )", re.IGNORECASE)
_BY = re.compile(r"\A(?:By|Von|Door|Por|Par|Av|Af) (?=\S+ \S)", re.IGNORECASE)
"""'Door Anna de Wit', above a text whose own language says it otherwise."""
_PICTURED = re.compile(
    r"\w ?/ ?(?:AP|AFP|EPA|ANP|PA|dpa|imago|Reuters|Bloomberg|Getty|Shutterstock|i?Stock|Alamy|Unsplash)\b"
)
"""Behind the name of whoever took a picture: 'Anna Baker/AP'."""
_WITH = re.compile(r"\b(?:with|met|mit|avec|con|com|med)\b")
"""Joins two people, or a thing and what comes with it: 'Fresh Bread with Butter'."""
_POST = re.compile(
    r"(?:.* )?(?:president|scientist|fellow|professor|lecturer|researcher|engineer|manager|founder|officer"
    r"|director|chair(?:man|woman|person)|ceo|cto|cfo|coo|vp|svp|evp|analyst|consultant|economist|strategist|secretary"
    r"|advis[eo]r|architect|developer|specialist)(?: (?:of|at|for) .*)?|head of .*",
    re.IGNORECASE,
)
"""What somebody is, behind a comma behind the name: 'Anna Baker, Vice President, The Mill'."""
_AND = re.compile(r"(?<!\w)(?:and|en|und|et|y|e|og|och|ve|i|&)\W*\Z")
_ANYONE = "Anna Baker"
"""Whose office a line might be."""
_MOST = 90  # characters of a line that is a name and little else


def glued(names: tuple[str, ...]) -> bool:
    """Whether markup ran a name together with what stood beside it: 'Karl KochRedakteur'."""
    return any(_MERGED.match(word) for name in names for word in name.split())


def detached(text: str) -> str:
    """The text with a space behind a 'By' that markup ran into the name ('ByAnna Baker'), and one for two."""
    text = _TWICE.sub("", text)
    found = _RAN.match(text)
    return f"{found[1]} {text[found.end() :]}" if found else text


@lru_cache(maxsize=1 << 13)
def read(text: str, kind: str, rules: Grammar) -> Said:
    """The names in a line that is furniture of this kind (`page.kind`); it is read in one way only."""
    text = detached(text)
    if len(text) < 4 or kind in ("label", "mark") or (not kind and text[0].islower()):
        return ()
    bare = undated(text, rules.calendar)
    for version in dict.fromkeys((trimmed(bare, rules), bare, text)) if kind == "byline" else ():
        for hit in rules.matches("bylines", version):
            if hit.get("date") and whole(hit.get("date"), rules.calendar) is None:
                continue
            if found := signers(hit, rules):
                return (found,)
    if names := _introduced(text, rules):
        return ((names, "bios.labelled"),)
    bio = rules.match("bios", text)
    if bio and bio.get("who"):
        names = people(bio.get("who"), alone=bio.rule != "bios.heading")
        if len(names) == 1 and (" " in names[0] or not rules.match_any(_NOBODY, names[0])):
            return ((names, bio.rule),)  # not 'Posts by Topic'
    elif bio:
        return ()  # 'Author’s Profile', over what is told of the author
    if dates := dated(text, rules.calendar):
        if names := signed(text, dates, rules):
            return _all(names, "datelines.signed", rules)
        if names := _counted(text, dates, rules):
            return _all(names, "datelines.counted", rules)
    bare = trimmed(bare, rules)
    if len(bare) > _MOST:
        return ()
    if body := team(bare):
        return (((body,), f"signatures.{BODY}"),)
    if office := rules.match("offices", bare):
        names = people(office.get("who"), alone=True)
        if len(names) == 1 and not glued(names):
            return _all(names, "signatures.office", rules)
    if ends_sentence(bare) and not _SHORTENED.search(bare):
        return ()  # 'Amor Fati.': a sentence of the text's, short as it is
    named = people(_BY.sub("", bare), alone=True)
    if not named or _office(bare, rules) or _PICTURED.search(bare):
        return ()
    names = bared(named, rules)
    if " " in next(iter(names), ""):
        full = tuple(n for n in names if " " in n)  # 'Anna Baker and Breadly': whom she works for
        names = () if len(full) < len(names) and _WITH.search(bare) else full
    if names and len(names) <= 4 and all(len(n.split()) <= 4 for n in names):
        return _all(names, "signatures.name", rules)
    return ()


def _office(text: str, rules: Grammar) -> bool:
    """Whether a line is an office, and nobody's name: 'Editor At Large'."""
    hit = rules.match("offices", f"{_ANYONE}, {text}")
    return hit is not None and hit.get("who") == _ANYONE


def signers(hit: Hit, rules: Grammar) -> tuple[tuple[str, ...], str] | None:
    """Who signs in a byline, with the rule: people, a body ('PETA-Team'), or a handle behind a label."""
    office = rules.match("offices", hit.get("who"))
    who = trimmed((office or hit).get("who"), rules)
    if office and " / " in who:
        who = who.rpartition(" / ")[0]  # 'Anna Baker and Ben Cook / The Loaf Staff Writers'
    names = people(without_place(who))
    if names and ordinary(names[0], ()):
        return None  # 'Interview: Die Lage': what begins with an article
    if names and not rules.match_any(_NO_SIGNER, names[0]):
        return bared(_without_posts(names, who), rules), hit.rule
    who = who.strip(" .,|•·–—-")
    if team(who) or (len(names) == 1 and house(who)):
        return (who,), f"{hit.rule}-{BODY}"
    handle = hit.rule in _HANDLED and _HANDLE.fullmatch(who) and not rules.match("stops", who)
    return ((who,), f"{hit.rule}-handle") if handle and not placeholder(who) else None


def _without_posts(names: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The names without what their bearers are, nor what follows that: whose they are, up to an 'and'."""
    found: list[str] = []
    at, cut = 0, False
    for name in names:
        begin = text.find(name, at)
        cut = (cut and not _AND.search(text[at : max(begin, at)])) or (
            bool(found) and bool(_POST.fullmatch(name))
        )
        at = max(begin, at) + len(name) * (begin >= 0)
        if not cut:
            found.append(name)
    return tuple(found)


@lru_cache(maxsize=1 << 12)
def below_label(label: str, text: str, rules: Grammar) -> Said:
    """The names of a line below its label: 'Written by', and then 'Anna'."""
    if len(label) > LABEL or len(text) > _MOST or not rules.may_label("bylines", label.rstrip(": "), text):
        return ()
    names = bared(people(trimmed(undated(text, rules.calendar), rules)), rules)
    if names and labels(label, text, rules):
        return _all(names, "signatures.labelled", rules)
    return ()


def parted(text: str) -> bool:
    """Whether a sign parts what a short line says first from what it says more."""
    return len(text) <= _MOST and not _PARTING.isdisjoint(text) and _SPLIT.search(text) is not None


def beside_date(text: str, rules: Grammar) -> Said:
    """The name at the head of a line that stands by a date and says more: 'Anna Baker - Bath'."""
    name, *others = _SPLIT.split(text, maxsplit=1)
    names = people(name, alone=True) if others and len(text) <= _MOST else ()
    return _all(names, "signatures.first", rules) if len(names) == 1 else ()


def alone(text: str, rules: Grammar) -> Said:
    """The name of one word that a line is: 'Anna', 'jan_kok'."""
    if not _HANDLE.fullmatch(text) or placeholder(text) or page_word(text, rules):
        return ()
    return (((text,), "signatures.alone"),)


def page_word(text: str, rules: Grammar) -> bool:
    """Whether a word is one of a page's furniture."""
    return rules.match("stops", text) is not None or rules.match("furniture", text) is not None


def _introduced(text: str, rules: Grammar) -> tuple[str, ...]:
    """The name in 'Autorin: Anna Bäcker ist Bäckerin in Bad Ems.'"""
    label, colon, _ = text[:120].partition(": ")
    bio = rules.match("bios", text[len(label) + 2 :]) if colon and len(label) <= LABEL else None
    names = people(bio.get("who"), alone=True) if bio and bio.get("who") else ()
    return names if len(names) == 1 and labels(label, names[0], rules) else ()


def labels(label: str, text: str, rules: Grammar) -> bool:
    """Whether the line `label` is a byline that wants but its name: 'Written by', 'Auteur:'."""
    if len(label) > LABEL:
        return False
    colon, label, text = label.rstrip().endswith((":", "：")), label.rstrip(": "), text[:100]
    if not rules.labels("bylines", label, text):
        return False
    return any(
        # 'Madonna by Titian', and then 'Discuss': who is named must be on the second line.
        text.startswith(hit.get("who"))
        and (colon or hit.rule != "bylines.label")  # 'Redaktion' is a link of a menu's, 'Redaktion:' a label
        and (not hit.get("date") or whole(hit.get("date"), rules.calendar) is not None)
        for joint in (": ", " ")
        for hit in rules.matches("bylines", f"{label}{joint}{text}")
    )


@lru_cache(maxsize=1 << 13)
def trimmed(text: str, rules: Grammar) -> str:
    """The text without what the page sets behind a name on its line: a reading time, an account."""
    hit = rules.match("tails", text)
    if not hit:
        return text
    who = hit.get("who").rstrip(" ,|•·–—-([")
    rest = text[text.find(who) + len(who) :]
    # Nothing parts them in 'Anna BakerTwitter'; in 'Anna Bakertwitter' nothing says where the name ends.
    return who if rest[:1].isupper() or not rest[:1].isalpha() else text


def bared(names: tuple[str, ...], rules: Grammar) -> tuple[str, ...]:
    """The names without what markup set beside them: 'Karl KochRedakteur', 'Anna Baker|Published'."""
    found: list[str] = []
    for name in names:
        if found and rules.match("stops", name):
            break
        cut = max((m.end() for m in _SEAM.finditer(name)), default=0)
        head, rest = name[:cut].strip(), name[cut:]
        office = f"{head}, {rest.split()[-1]}" if cut else ""  # 'Lifestyle Writer' is a writer
        beside = " " in head and (rules.match("stops", rest) or rules.match("offices", office))
        found.append(head if beside else name)
    return tuple(found)


def signed(text: str, dates: tuple[Date, ...], rules: Grammar) -> tuple[str, ...]:
    """The author in 'Anna van Dijk / De Koek / 12 april 2019': a part beside the date with a name's shape."""
    for part in _beside(text, dates, rules):
        if found := people(part, alone=True):
            return found
    return ()


def _counted(text: str, dates: tuple[Date, ...], rules: Grammar) -> tuple[str, ...]:
    """'Anna · April 12, 2019 · 7 comments', as blogs sign: a single name, where only it may be one."""
    parts = [part for part in _beside(text, dates, rules) if part]
    others = [part for part in parts if not rules.match("counts", part)]
    if len(others) == len(parts) or not others or " " in others[0]:
        return ()
    if len(others) > 1 and not text.startswith(others[0]):
        return ()
    return people(others[0])


def _beside(text: str, dates: tuple[Date, ...], rules: Grammar) -> list[str]:
    """What stands before the dates and behind them, in its parts; the day of the week is the date's."""
    before = text[: dates[0].start].rstrip(" ,").split()
    if before and before[-1].casefold().strip(".,") in rules.calendar.weekdays:
        before.pop()
    return [*_SPLIT.split(" ".join(before)), *_SPLIT.split(text[dates[-1].end :])]


def _all(names: tuple[str, ...], rule: str, rules: Grammar) -> Said:
    if not names or rules.match_any(_NOBODY, names[0]) or _led(names[0], rules.language):
        return ()
    return ((names, rule),)


@lru_cache(maxsize=1 << 12)
def _led(name: str, language: str) -> bool:
    """Whether a function word of the text's language leads: 'In Gesprek', 'Unter Uns', 'De Kwestie'.

    Only of a name that no label calls one: a surname alone ('De Vries') is left out with them.
    """
    first, *others = name.casefold().split()
    return bool(others) and first not in _GIVEN and first in small_words(language)
