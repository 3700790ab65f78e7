"""The words of a text by a table are its words by the regular expression that says what a word is."""

from __future__ import annotations

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from book.words import WORD, count, folded, lowered

_LATIN = st.text(st.characters(max_codepoint=0xFF))
_PROSE = st.text(st.sampled_from("aàÀßµ½²ªº1_-¨´¸ \t\n\x85\xa0'’“–…™€İıſﬁ①Σς\u0301\u200b"))
TEXTS = st.one_of(_LATIN, _PROSE, st.text())


@given(TEXTS)
@example("".join(map(chr, range(0x100))))
@example("Eén ‘½ liter’ – 20²-m … İzmir_straße")
def test_words_are_runs_of_letters_and_digits(text: str) -> None:
    assert lowered(text) == WORD.findall(text.lower())
    assert folded(text) == WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    assert count(text) == len(WORD.findall(text))


@given(st.text(st.characters(max_codepoint=0xFF), min_size=1, max_size=1), st.sampled_from("ae1 _\u2019"))
def test_every_sign_of_latin_1_beside_others(sign: str, beside: str) -> None:
    for text in (f"{beside}{sign}{beside}", f"{sign}{beside}", f"{sign}\u2014{sign}"):
        assert lowered(text) == WORD.findall(text.lower())
        assert folded(text) == WORD.findall(unicodedata.normalize("NFKC", text).casefold())
        assert count(text) == len(WORD.findall(text))


def test_of_han_and_hiragana_each_sign_is_a_word() -> None:
    """As UAX #29 parts them; katakana and Hangul stay together."""
    assert folded("面包师の Brot") == ["面", "包", "师", "の", "brot"]
    assert folded("パン屋 빵집에서") == ["パン", "屋", "빵집에서"]
    assert count("パン屋のパン") == 4
