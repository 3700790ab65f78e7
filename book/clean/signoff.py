"""What comes after the author has finished."""

from __future__ import annotations

from book.clean.page import Page, Verdicts, drop, rerole
from book.clean.shapes import is_name, is_sentence
from book.model import Role, Verdict

_CARD = 60  # characters: a name, a function, a telephone number


def contact_card(verdicts: Verdicts, page: Page) -> Verdicts:
    """Someone to call: the short lines at the very end, below the house's invitation, a name among them.

    Whoever is named there works for the house; that is not who wrote the piece.
    """
    last = max((i for i, v in enumerate(verdicts) if v.kept and is_sentence(page.texts[i])), default=-1)
    tail = [i for i in range(last + 1, len(verdicts)) if verdicts[i].kept]
    invited = any(verdicts[i].role is Role.BOILERPLATE for i in range(last + 1, tail[0])) if tail else False
    named = any(is_name(page.texts[i]) for i in tail)
    if not invited or not named or any(len(page.texts[i]) > _CARD for i in tail):
        return verdicts
    why = "A name and a function below an invitation to get in touch."
    return rerole(verdicts, {i: drop(verdicts[i], Role.BOILERPLATE, "contact-card", 0.85, why) for i in tail})


def nothing_left(verdicts: Verdicts, page: Page) -> Verdicts:
    """Where everything would go, nothing goes: better a page to clean by hand than an empty one."""
    if any(v.kept for v in verdicts):
        return verdicts
    why = "Nothing else of this page would be left."
    return rerole(
        verdicts,
        {
            i: Verdict(v.line, Role.BODY, "nothing-left", 0.3, why)
            for i, v in enumerate(verdicts)
            if page.texts[i]
        },
    )
