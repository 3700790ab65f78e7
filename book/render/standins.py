"""The faces of the machine that stand in, script by script, for what the style's own have no letters for.

A book is set in serif faces. Left to itself the layout engine takes letters that a face lacks from whatever
comes first on the machine, a sans as a rule; so the book faces for a script are named, where the book
has words in it and the machine has such a face. Where it has none, nothing is named, and nothing changes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache
from html import escape

from book.errors import MissingToolError
from book.languages.scripts import SCRIPTS
from book.render.boxtree import attribute, boxes
from book.render.engine import Layout, installed

_EM = 100  # CSS px: the size that letters are measured at

PROPERTY = "--stand-ins"
"""The custom property that the stylesheets put behind the families of the style."""

_SCRIPTS = (
    (
        "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc",  # Arabic
        ("Noto Naskh Arabic", "Amiri", "Scheherazade New", "Scheherazade"),
    ),
    (SCRIPTS["he"], ("Noto Serif Hebrew", "Frank Ruehl CLM", "David CLM")),
    (SCRIPTS["hy"], ("Noto Serif Armenian",)),
    (SCRIPTS["hi"], ("Noto Serif Devanagari",)),
    (SCRIPTS["bn"], ("Noto Serif Bengali",)),
    (SCRIPTS["pa"], ("Noto Serif Gurmukhi",)),
    (SCRIPTS["gu"], ("Noto Serif Gujarati",)),
    (SCRIPTS["ta"], ("Noto Serif Tamil",)),
    (SCRIPTS["te"], ("Noto Serif Telugu",)),
    (SCRIPTS["kn"], ("Noto Serif Kannada",)),
    (SCRIPTS["ml"], ("Noto Serif Malayalam",)),
    (SCRIPTS["si"], ("Noto Serif Sinhala",)),
    (SCRIPTS["th"], ("Noto Serif Thai", "Norasi")),
    (SCRIPTS["lo"], ("Noto Serif Lao",)),
    (SCRIPTS["bo"], ("Noto Serif Tibetan",)),
    (SCRIPTS["my"], ("Noto Serif Myanmar",)),
    (SCRIPTS["ka"] + "\u1c90-\u1cbf", ("Noto Serif Georgian",)),
    (SCRIPTS["am"], ("Noto Serif Ethiopic",)),
    (SCRIPTS["km"] + "\u19e0-\u19ff", ("Noto Serif Khmer",)),
    (
        "\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f",  # kana
        ("Noto Serif CJK JP", "Noto Serif JP", "Source Han Serif", "IPAexMincho", "IPAMincho"),
    ),
    (
        "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff",  # Hangul
        ("Noto Serif CJK KR", "Noto Serif KR", "Source Han Serif K", "NanumMyeongjo", "UnBatang"),
    ),
    (
        "\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff",  # Han: its forms are the language's
        (
            "Noto Serif CJK SC",
            "Noto Serif SC",
            "Source Han Serif SC",
            "Noto Serif CJK TC",
            "Noto Serif TC",
            "Noto Serif CJK JP",
            "Noto Serif JP",
            "AR PL UMing CN",
        ),
    ),
)
"""The letters of a script, and its book faces by preference. Kana and Hangul come before Han: the text that
has them is Japanese or Korean, and its Han letters want to be of the same face."""

_FACES = tuple((re.compile(f"[{letters}]"), families) for letters, families in _SCRIPTS)


def families(text: str, machine: Callable[[], Collection[str]]) -> tuple[str, ...]:
    """The families that stand in for the scripts of `text`: of each script the first that the `machine` has,
    which is asked only where there is a script to ask for."""
    wanted = [faces for letters, faces in _FACES if letters.search(text)]
    if not wanted:
        return ()
    return tuple(dict.fromkeys(_first(wanted, machine())))


def css(text: str, machine: Callable[[], Collection[str]]) -> str:
    """The rule that gives the custom property its value; "" where nothing stands in."""
    named = ", ".join(f'"{family}"' for family in families(text, machine))
    return f":root {{ {PROPERTY}: {named} }}\n" if named else ""


@lru_cache(4096)
def width(text: str, language: str) -> float:
    """How wide letters that the style's faces lack come out on this machine, in em; an em each where there is
    no engine to ask."""
    named = ", ".join([*(f'"{family}"' for family in families(text, installed)), "serif"])
    page = (
        f"<!doctype html><style>@page {{ size: 9999px }} span {{ font: {_EM}px {named} }}</style>"
        f'<span id="text" lang="{escape(language)}">{escape(text)}</span>'
    )
    try:
        pages = Layout(page, {}).pages
    except MissingToolError:
        return float(len(text))
    found = (box for box in boxes(pages[0]._page_box) if attribute(box, "id") == "text")
    return float(next(found).width) / _EM


def _first(wanted: Collection[tuple[str, ...]], there: Collection[str]) -> Iterator[str]:
    for faces in wanted:
        yield from [face for face in faces if face in there][:1]
