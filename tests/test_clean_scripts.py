"""Cleaning text in scripts that set no spaces: the judges were fitted on others, and lose nothing of these.

`tests/scripts/<language>.txt` is a page each: `+` before a line that is the author's, `-` before one that is
not, `?` before one that may be the title or tell who wrote it and when.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book.clean import authorship, clean
from book.clean.authorship import by_likeness
from book.clean.estimates import Estimate
from book.clean.page import Page
from book.clean.spoken import spaced, spoken, subjects
from book.clean.traits import Lexicon, traits
from book.ledger.losses import unfinished
from book.model import Line, Reading, Role, Seed, Verdict
from book.read import guess_language, read
from book.sentences import columns, ends, running, syllabic

PAGES = Path(__file__).parent / "scripts"
LATIN = st.text(st.characters(max_codepoint=0x17F, exclude_categories=("Cs", "Cc")), min_size=1)


@pytest.mark.parametrize("language", sorted(page.stem for page in PAGES.iterdir()))
def test_what_is_the_author_s_stays_and_what_is_not_goes(language: str) -> None:
    marked = (PAGES / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    lines = tuple(Line(n, line[2:]) for n, line in enumerate(marked, 1))
    found = clean(
        Reading(lines, "utf-8"), seed=language, language=guess_language(line.text for line in lines)
    )
    kept = {v.line.number for v in found.verdicts if v.kept}
    wrong = [line for n, line in enumerate(marked, 1) if line[0] in "+-" and (line[0] == "+") != (n in kept)]
    assert not wrong


def test_a_bare_page_in_another_script_keeps_its_paragraphs_from_its_first_sentence_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whatever the judges, which can hardly read it, say of them."""
    monkeypatch.setattr(authorship, "estimates", lambda look: [Estimate(0.01, 0.0, 0.99)] * len(look.texts))
    begins = "大家好，我是住在河边的面包师傅小王！"
    items = "<ul><li><section>黑麦</section></li><li>小麦</li></ul><div>下一页</div>"
    below = f"<p>{begins}</p><h2>01 面包</h2><p>今天烤面包</p>{items}"
    page = f"<html><body><div><p>关注</p>{below}</div></body></html>"
    reading = read(Seed("x.html", page.encode(), "html"))
    verdicts = by_likeness(
        tuple(Verdict(line, Role.BODY, "stet", 0.5) for line in reading.lines), Page.of(reading.lines, "zh")
    )
    assert [v.line.text for v in verdicts if v.kept] == [begins, "01 面包", "今天烤面包", "黑麦", "小麦"]


def test_headings_lists_and_quotations_in_a_language_that_the_judges_do_not_know_stay() -> None:
    said = "समुद्र शांत था और हम हर शाम किनारे पर टहलते थे। फिर सर्दी आई और सब कुछ बदल गया।"
    inside = f"<p>{said}</p><h2>समुद्र</h2><ul><li>नाव</li></ul><blockquote><p>सर्दी आई।</p></blockquote>"
    inside += f"<p>{said} फिर।</p>"
    page = f"<nav><a href='/'>Home</a></nav><article><h1>नाव</h1>{inside}</article><footer>© 2019</footer>"
    galley = clean(read(Seed("x.html", page.encode(), "html")), seed="x.html", language="hi")
    texts = [v.line.text for v in galley.verdicts if v.kept]
    assert [text for text in texts if text in inside] == [said, "समुद्र", "नाव", "सर्दी आई।", f"{said} फिर।"]
    assert not {"Home", "© 2019"} & {*texts}


@pytest.mark.parametrize(
    "text",
    [
        "Dat is zo.",
        "It was so.[66][67]",
        "Dat is zo. [a]",
        "“So it was.” [n 3]",
        "Dat was het.12",
        "„Das ist so.“",
        "»Sådan.«",
        "そうです。",
        "「そうです。」",
        "真的吗？”",
        "هل هذا صحيح؟",
        "यह सच है।",
    ],
)
def test_a_sentence_ends_with_its_language_s_stop(text: str) -> None:
    assert ends(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "”",
        "Dat is zo",
        "Lees verder:",
        "[3]",
        "versie 2.0",
        "zie p.12",
        "(1)",
        "hoofdstuk (3)",
        "そうです",
        "»Så«",
    ],
)
def test_what_has_no_stop_ends_no_sentence(text: str) -> None:
    assert not ends(text)


def test_a_script_that_has_no_stops_has_running_text_and_ends_as_it_does() -> None:
    thai = "พ่อเขียนจดหมายถึงปู่ในฤดูร้อนปีนั้น ทะเลสงบ และเราเดินเล่นบนชายหาดทุกเย็น คุณจำวันนั้นได้ไหม"
    assert running(thai)
    assert not running(thai[:30])
    seed = Seed("x.txt", f"{thai}\n\n{thai} ฉัน\n".encode())
    assert not [*unfinished(clean(read(seed), seed="x.txt", language="th"))]


def test_a_sign_of_chinese_is_as_wide_as_two_letters() -> None:
    assert columns("面包店 (bakker)") == 6 + 9
    assert running("父亲总是买一条吐司，我用剩下的零钱换一个豆沙包。那是我一周里最开心的时刻。")
    assert not running("写得真好，让我想起了童年。")


@given(LATIN)
def test_letters_are_measured_as_they_are(text: str) -> None:
    assert (syllabic(text), columns(text), spaced(text)) == (0, len(text), text.count(" ") + 1.0)


def test_two_signs_count_for_a_word() -> None:
    said = spoken("我小的时候，家附近有一家小面包店。")
    assert (len(said.words), said.many, said.columns, said.commas) == (15, 7.5, 17 + 15, 1)
    assert spaced("我小的时候，家附近有一家小面包店。") == 7.5


def test_what_a_text_is_about_is_found_again_in_other_words() -> None:
    said = [subjects(text, frozenset()) for text in ("家附近有一家面包店", "面包店早已不在了")]
    assert said[0] & said[1] == {"面包", "包店"}
    assert subjects("가게는 이제 없다", frozenset()) & subjects("그 가게가 떠오른다", frozenset()) == {"가게"}
    assert subjects("de bakkerij van gisteren", frozenset({"gisteren"})) == {"bakker"}


def test_a_paragraph_in_another_script_looks_like_a_paragraph() -> None:
    words = frozenset("的是不了在我有说")
    line = traits("三十年过去了，闻到清晨的香味，我仍会想起那家店。店早已不在了。", False, words, Lexicon())
    own = dict(zip(("chars", "words", "wordlen"), line.own[:3], strict=True))
    assert 3.5 < own["wordlen"] < 5
    assert own["words"] >= 12
    assert line.size > 55
