"""The language of a book that begins: that of its pieces, where the press has words of its own in it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from book.languages import available
from book.project.entries import UNKNOWN, Draft


def of_most(drafts: Iterable[Draft]) -> str:
    """What most of the pieces are in; nothing where none of them says."""
    ranked = Counter(d.language for d in drafts if d.language.split("-")[0] in available()).most_common(1)
    return ranked[0][0] if ranked else ""


def told(drafts: Sequence[Draft], known: str, code: str) -> Iterator[str]:
    """Tells a book whose pieces are in a language that the press has no words of its own in."""
    ranked = Counter(d.language for d in drafts if d.language != UNKNOWN).most_common(1)
    if ranked and not known:
        tongue = ranked[0][0]
        yield (
            f"the pieces are in {tongue!r}, in which the press has no words for a title page, contents and "
            f"notes: those will be in {code!r}; `language` in the plan chooses among {', '.join(available())}"
        )


def of_user() -> str:
    """The user's language, if there is a table for it."""
    code = (os.environ.get("LC_ALL") or os.environ.get("LANG") or "")[:2]
    return code if code in available() else "en"
