"""Every rule that will ever be written, proved by its own examples."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from growth import growth
from hypothesis import given
from hypothesis import strategies as st

from book import rules
from book.clean import disproved
from book.clean.matchers import SHORT, claims, fits, is_paragraph, reach
from book.errors import DataError
from book.rules.phrases import listed, spoken
from book.rules.tongue import likeliest

PACKS = sorted(
    pack for pack in Path(rules.__file__).parent.rglob("*.toml") if pack.parent.name != "__pycache__"
)
GRAMMARS = sorted((Path(rules.__file__).parent.parent / "recover" / "data").glob("*.toml"))
WIDTH = 120
RULES = [rule for pack in rules.every() for rule in pack.rules]
PATTERNS = [rule for rule in RULES if rule.way not in rules.PLAIN]


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.name)
def test_rule(rule: rules.Rule) -> None:
    assert re.match(r"[A-Z’'].*\.$", rule.why), "why is a sentence"
    assert rule.drops, "a rule shows what it drops"
    assert rule.keeps, "a rule shows what it leaves"
    assert list(disproved(rule)) == []


@pytest.mark.parametrize("pack", rules.every(), ids=lambda pack: pack.name)
def test_no_phrase_is_listed_where_an_earlier_one_says_the_same(pack: rules.Pack) -> None:
    """Those that are furniture among furniture come last, and those of all languages before a pack's own."""
    packs = {id(p): p for p in (*rules.packs("und"), pack) if p.name in ("any", pack.name)}.values()
    plain = [rule for p in packs for rule in p.rules if rule.way in rules.PLAIN]
    said: set[str] = set()
    for rule in sorted(plain, key=lambda rule: rule.way == "among"):
        for phrase in rule.sources:
            assert not listed([phrase]) <= said, f"{rule.name}: {phrase!r}"
            said |= listed([phrase])


def test_no_two_rules_of_a_pack_have_one_pattern() -> None:
    for pack in rules.every():
        parts = [p for rule in pack.rules if rule.way not in rules.PLAIN for p in rule.sources]
        assert len(set(parts)) == len(parts), pack.name


@pytest.mark.parametrize(
    ("drops", "keeps", "said"),
    [
        ("Abonneer nu", "Abonnee", ""),
        ("Abonneer nu\\nof nooit", "Abonnee", "does not claim the whole of"),
        ("Abonneer nu", "Hij zei:\\nabonneer nu", "claims 'abonneer nu', which is among its `keeps`"),
    ],
)
def test_a_rule_that_does_not_prove_itself_is_seen(drops: str, keeps: str, said: str) -> None:
    text = f"[a]\nwhy = 'B.'\nline = ['abonneer nu']\ndrops = [\"{drops}\"]\nkeeps = [\"{keeps}\"]"
    (rule,) = rules.parse("xx", text).rules
    assert [x for x in disproved(rule) if said in x] == list(disproved(rule))
    assert bool(list(disproved(rule))) == bool(said)


@pytest.mark.parametrize("rule", PATTERNS, ids=lambda r: r.name)
def test_no_pattern_takes_more_than_linear_time(rule: rules.Rule) -> None:
    """Lines as long as a pattern is ever shown, made of what it likes best and then disappointed."""
    for seed in (*rule.drops, "a", " ", "1 ", "a b ", "- ", "| ", "(", ">"):
        stuff = seed.split("\n")[0]
        text = (stuff * (SHORT // len(stuff) + 1))[: SHORT - 1]

        def work(size: int, text: str = text) -> None:
            for _ in range(10):
                rule.pattern.fullmatch(text[:size] + "\x00")
                rule.pattern.match(text[:size] + "\x00")

        assert growth(work, SHORT // 8, SHORT) < 4


BELOW = ["Subscribe", "to us", "", "A line of text.", "Its last"]


@pytest.mark.parametrize(
    ("way", "reached"),
    [("phrase", 1), ("among", 1), ("line", 1), ("opening", 1), ("label", 2), ("stanza", 2), ("onward", 5)],
)
def test_each_way_fits_a_line_and_reaches_down_from_it(way: str, reached: int) -> None:
    (rule,) = rules.parse("xx", f"[a]\nwhy = 'B.'\n{way} = ['subscribe']").rules
    assert fits(rule, "Subscribe")
    assert not fits(rule, "Never subscribe")
    assert fits(rule, "Subscribe to it") is (way == "opening")
    assert reach(rule, BELOW, 0) == reached


def test_these_are_all_ways() -> None:
    assert {"phrase", "among", "line", "opening", "label", "stanza", "onward"} == set(rules.WAYS)


@pytest.mark.parametrize(
    ("text", "key", "said"),
    [
        ("[a]\nwhy = 'B.'\nline = ['(']", "a.line", "unterminated"),
        ("[a]\nwhy = 'B.'\nline = ['x*']", "a.line", "empty line"),
        ("[a]\nwhy = 'B.'\nline = 'x'", "a.line", "list of strings"),
        ("[a]\nwhy = 'B.'\nlin = ['x']", "a.lin", "no key"),
        ("[a]\nwhy = 'B.'\nphrase = []", "a.phrase", "no phrase"),
        ("[a]\nwhy = 'B.'\namong = ['Menu', '»']", "a.among", "no letter"),
        ("[a]\nwhy = 'B.'\nline = ['x']\nstanza = ['y']", "a", "exactly one way"),
        ("[a]\nline = ['x']", "a", "says why"),
        ("[a]\nwhy = 'B.'\nline = ['x']\nrole = 'title'", "a.role", "no role"),
        ("wordz = ['x']", "wordz", "not something"),
        ("[a", "", "Expected"),
    ],
)
def test_a_wrong_pack_says_what_and_where(text: str, key: str, said: str) -> None:
    with pytest.raises(DataError) as error:
        rules.parse("xx", text)
    assert error.value.where.file == "rules/xx.toml"
    assert error.value.where.key == key
    assert said in error.value.what


def test_a_pattern_may_be_written_on_several_lines() -> None:
    pack = rules.parse("xx", "[a]\nwhy = 'B.'\nline = [\n    '''(share|print\n    |send) this''',\n]")
    assert pack.rules[0].sources == ("(share|print|send) this",)


@pytest.mark.parametrize("file", [*PACKS, *GRAMMARS], ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_a_pattern_is_written_to_be_read(file: Path) -> None:
    """Examples may be as long as what they are of."""
    lines = file.read_text(encoding="utf-8").splitlines()
    assert [
        line for line in lines if len(line) > WIDTH and not line.startswith(('    "', "finds", "passes"))
    ] == []


@pytest.mark.parametrize("file", PACKS, ids=lambda file: file.stem)
def test_a_pack_of_the_press_has_patterns_alone_that_are_right(file: Path) -> None:
    """They are not looked at where the press reads them."""
    pack = rules.parse(file.stem, file.read_text(encoding="utf-8"))
    assert pack.rules or pack.words


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("▶ Play video …", "play video"),
        ("× Close", "close"),
        ("Comments (1,204)", "comments"),
        ("Comments (closed)", "comments (closed)"),
        ("Loading...", "loading"),
        ("Editors’  Picks:", "editors' picks"),
        ("Link copied!", "link copied"),
        ("No.", "no."),
        ("Ready for more?", "ready for more?"),
        ("Déjà abonné\u202f?", "déjà abonné?"),
        ("¿Ya eres suscriptor?", "ya eres suscriptor?"),
        ("¡Comparte!", "comparte"),
        ("Показать ЕЩЁ", "показать еще"),
        ("HABERİ YAZDIR", "haberi yazdir"),
        ("Haberi yazdır", "haberi yazdir"),
        ("STRASSE", "strasse"),
        ("» … «", ""),
    ],
)
def test_what_a_phrase_says(text: str, said: str) -> None:
    assert spoken(text) == said


@given(st.text())
def test_what_a_phrase_says_is_said_the_same_again(text: str) -> None:
    assert spoken(spoken(text)) == spoken(text)


def test_a_phrase_that_ends_with_a_full_stop_is_found_without_it_too() -> None:
    assert {"cancel anytime.", "cancel anytime", "menu"} == listed(["Cancel anytime.", "Menu"])


PHRASES = """
[buttons]
why    = "Buttons."
phrase = ["Play video"]
[single-words]
why    = "Words."
among  = ["Menu", "Home", "Help"]
[calls]
why    = "Calls."
line   = ['sign up.*']
"""


@pytest.mark.parametrize(
    ("texts", "claimed"),
    [
        (["Running text.", "Play video", "Running text."], [0, 1, 0]),
        (["Running text.", "Play video games.", "Running text."], [0, 0, 0]),
        (["Running text.", "Help", "Running text."], [0, 0, 0]),
        (["Running text.", "Help", "Play video", "Running text."], [0, 0, 1, 0]),
        (["Running text.", "Play video", "Help", "Running text."], [0, 1, 0, 0]),
        (["Running text.", "Play video", "Help", "Sign up", "Running text."], [0, 1, 1, 1, 0]),
        (["Help", "Play video", "Running text."], [1, 1, 0]),
        (["Running text.", "Play video", "", "Help"], [0, 1, 0, 1]),
        (["Sign up now", "", "Menu", "", "", "Help", "Running text."], [1, 0, 1, 0, 0, 0, 0]),
        (["Sign up now", "Running text.", "Menu"], [1, 0, 0]),
        (["Menu", "Home", "Running text."], [0, 0, 0]),
        (["Menu", "Home", "Help"], [1, 1, 1]),
        (["Running text.", "Menu", "Home", "Help", "Running text."], [0, 1, 1, 1, 0]),
        (["Help", "Help", "Help", "Running text."], [0, 0, 0, 0]),
        (["Help.", "Play video"], [0, 1]),
    ],
)
def test_a_phrase_is_furniture_and_a_word_is_among_furniture(texts: list[str], claimed: list[int]) -> None:
    found, _ = claims([rules.parse("xx", PHRASES)], texts)
    assert [int(rule is not None) for rule in found] == claimed


def test_a_misspelt_key_is_guessed() -> None:
    with pytest.raises(DataError) as error:
        rules.parse("xx", "[a]\nwhy = 'B.'\nopenning = ['x']")
    assert "opening" in error.value.hint


def test_a_page_is_read_with_its_own_packs() -> None:
    assert {p.name for p in rules.packs("nl-BE")} >= {"any", "nl"}
    assert "en" not in {p.name for p in rules.packs("nl")}


NEAR = {
    "da": "»Jeg er kommet for at spørge dig om noget,« sagde kongen. Kokken tørrede langsomt sine hænder, "
    "på begge sider, og ventede på fortsættelsen, for han havde lært, at konger ikke bryder sig om at"
    " blive hjulpet på vej. Den, der vil vide, hvad gæsterne mener, må stille sig der, hvor der "
    "vaskes op. Der er varmt, ingen lyver, og der er næsten altid nogen, som i årevis har ventet på "
    "at blive spurgt om noget.",
    "no": "Da han var ferdig, var klokken nesten tolv, og ingen hadde begynt på maten. «Hva skal vi gi dem "
    "i dag?» spurte kongen, og kokken sa at det fantes suppe og at det fantes brød, og at det kanskje"
    " var best å gi dem det. Den som vil vite hva gjestene mener, må stille seg der oppvasken gjøres."
    " Det er varmt der, ingen lyver, og det er nesten alltid noen som i årevis har ventet på å bli "
    "spurt om noe.",
    "sv": "– Jag har kommit för att fråga dig om en sak, sade kungen. Kocken torkade långsamt händerna, på "
    "båda sidor, och väntade på fortsättningen, för han hade lärt sig att kungar inte tycker om att "
    "bli hjälpta på vägen. Den som vill veta vad gästerna tycker måste ställa sig där disken görs. "
    "Det är varmt där, ingen ljuger, och det finns nästan alltid någon som i åratal har väntat på att"
    " bli tillfrågad.",
}


@pytest.mark.parametrize("code", NEAR)
def test_near_languages_are_told_apart_by_the_words_that_only_one_has(code: str) -> None:
    assert likeliest([NEAR[code]], rules.tongues()) == code


def test_near_languages_are_not_told_apart_by_a_word_or_two() -> None:
    assert (
        likeliest(
            ["Af det som er på den, for det var til en."], {k: rules.tongues()[k] for k in ("da", "no")}
        )
        == ""
    )


SCRIPTS = {
    "el": "Ο μάγειρας ρωτήθηκε τι σκέφτονταν οι καλεσμένοι του για τη σούπα, και είπε "
    "ότι δεν το ήξερε, γιατί κανείς δεν του το είχε πει ποτέ.",
    "ro": "Bucătarul a fost întrebat ce cred oaspeții lui despre supă, iar el a spus "
    "că nu știe, pentru că nimeni nu i-a povestit vreodată.",
    "bg": "Попитаха готвача какво мислят гостите му за супата и той каза, "
    "че не знае, защото никой никога не му беше казвал.",
    "lt": "Virėjo paklausė, ką jo svečiai mano apie sriubą, ir jis pasakė, kad nežino, "
    "nes niekas jam to niekada nebuvo sakęs.",
    "is": "Kokkurinn var spurður hvað gestum hans þætti um súpuna, og hann sagði "
    "að hann vissi það ekki, því að enginn hefði sagt honum það.",
    "ja": "料理人は、客がスープをどう思っているのかと尋ねられ、"
    "知らないと答えた。誰も話したことがなかったからである。",
    "zh": "国王问厨师,客人们觉得他的汤怎么样,他说他不知道,因为从来没有人告诉过他这样的事。",
    "ko": "요리사는 손님들이 수프를 어떻게 생각하는지 질문을 받았고, "
    "아무도 그에게 말해 준 적이 없다고 대답했다.",
}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "周二面包厂在港交所上市，腾讯为最大外部股东，午间收盘报价二十八港元，总市值约二百亿港元",
            "zh",
        ),  # 的 is rare
        ("東京都港区六本木交差点付近 パン工場 新製品発表会 開催決定", "ja"),
        ("빵집 신제품 발표회 개최 결정 서울 강남구 역삼동", "ko"),
    ],
)
def test_a_text_in_the_script_of_one_language_is_in_that(text: str, code: str) -> None:
    assert likeliest([text], rules.tongues()) == code
    assert (
        likeliest([f"Il panettiere disse {text[:4]} e poi niente, e questo era tutto"], rules.tongues())
        == "it"
    )


@pytest.mark.parametrize("code", SCRIPTS)
def test_a_language_is_told_by_its_words_or_by_its_signs_where_it_sets_no_spaces(code: str) -> None:
    assert likeliest([SCRIPTS[code]], rules.tongues()) == code


@pytest.mark.parametrize(("code", "running"), [("ja", True), ("zh", False), ("ko", True)])
def test_a_sentence_of_signs_is_running_text_with_half_the_length(code: str, running: bool) -> None:
    assert is_paragraph(SCRIPTS[code]) is running
