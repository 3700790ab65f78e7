"""Whole pages of text, in the languages of the press: who wrote them, when, and under what title."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from book.clean import clean
from book.intake import mark
from book.model import Fact, Galley, Line, Piece, Role, Seed, Verdict
from book.read import read
from book.recover import authors, cleaned, lift, subheads, titles, weigh
from book.recover.attribution import Candidate, weigh_names
from book.recover.headlines import Masthead
from book.recover.page import Page, Sheet, kind

PROSE = {
    "nl": "De bakker zet zijn deur open voor wie vroeg opstaat, en het brood van gisteren is dan al weg. "
    "Wie later komt, vindt alleen nog krentenbollen, en die zijn niet voor iedereen weggelegd.",
    "en": "The baker opens his door to those who rise early, and yesterday's bread has gone by then. "
    "Whoever comes later finds only currant buns, and those are not to everybody's taste.",
    "de": "Der Bäcker öffnet seine Tür für alle, die früh aufstehen, und das Brot von gestern ist dann weg. "
    "Wer später kommt, findet nur noch Rosinenbrötchen, und die sind nicht für jeden etwas.",
    "fr": "Le boulanger ouvre sa porte à ceux qui se lèvent tôt, et le pain de la veille est déjà parti. "
    "Ceux qui viennent plus tard ne trouvent que des petits pains, et ce n'est pas pour tout le monde.",
    "es": "El panadero abre su puerta a los que se levantan temprano, y el pan de ayer ya no está. "
    "Los que llegan más tarde solo encuentran bollos con pasas, y eso no es para todo el mundo.",
}
TITLES = {
    "nl": "Het brood van de bakker", "en": "The bread of the baker", "de": "Das Brot beim Bäcker",
    "fr": "Le pain du boulanger", "es": "El pan del panadero",
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A page: what stands above its title, below it, and below its text; and who wrote it."""

    language: str
    below: str
    authors: tuple[str, ...]
    above: str = ""
    foot: str = ""


CASES = {
    "nl-door": Case("nl", "Door Anna van Dijk\n12 april 2019", ("Anna van Dijk",)),
    "nl-label-above": Case("nl", "Geschreven door\nAnna van Dijk\n12 april 2019", ("Anna van Dijk",)),
    "nl-two": Case("nl", "Door Anna van Dijk en Piet Smit\n12 april 2019", ("Anna van Dijk", "Piet Smit")),
    "nl-contact": Case(
        "nl", "12 april 2019", (), foot="Heb je vragen? Bel Karin Jansen\nKarin Jansen\nrecruiter"
    ),
    "nl-comment": Case(
        "nl", "12 april 2019", (), foot="2 reacties\nJan Kok zegt:\nWat een mooi stuk!\nBeantwoorden"
    ),
    "en-paper": Case("en", "By Anna Baker, BBC\nApril 12, 2019", ("Anna Baker",)),
    "en-glued": Case("en", "By Anna BakerReporter\nApril 12, 2019", ("Anna Baker",)),
    "en-breadcrumb": Case(
        "en", "By Anna Baker\nApril 12, 2019", ("Anna Baker",), above="Home » News » The bread of the baker"
    ),
    "de-von": Case("de", "Von Karl Koch\n12. April 2019", ("Karl Koch",)),
    "de-three": Case(
        "de", "Von Karl Koch, Eva Wirt und Max Korn\n12. April 2019", ("Karl Koch", "Eva Wirt", "Max Korn")
    ),
    "fr-par": Case("fr", "Par Anne Martin\n12 avril 2019", ("Anne Martin",)),
    "es-por": Case("es", "Por Ana García\n12 de abril de 2019", ("Ana García",)),
}


def lines(case: Case) -> list[str]:
    prose = PROSE[case.language]
    above = [case.above] if case.above else []
    return [
        *above, TITLES[case.language], *case.below.split("\n"), "", prose, "", prose, "", prose, "",
        *case.foot.split("\n"),
    ]  # fmt: skip


def piece(case: Case) -> Piece:
    seed = Seed("page.txt", "\n".join(lines(case)).encode())
    return lift(mark(seed, read(seed)))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_who_when_and_under_what_title(case: Case) -> None:
    found = piece(case)
    assert found.language == case.language
    assert tuple(a.display for a in found.authors) == case.authors
    assert found.date == "2019-04-12"
    assert found.title == TITLES[case.language]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_every_value_says_on_which_line_it_stands(case: Case) -> None:
    sure = [f for f in piece(case).facts if f.sure and f.field in ("title", "author", "date")]
    assert len(sure) >= 2
    for fact in sure:
        assert fact.rule
        assert fact.line is not None
        text = lines(case)[fact.line - 1]
        assert ("2019" if fact.field == "date" else fact.value.split()[0]) in text


BARE = {
    "name in italics": "<center><font size=5><b>{title}</b></font><br><i>{who}</i></center>",
    "day below": "<p align=center><b>{title}</b><br>\n<em>{by}</em><br>\n13-4-2003</p>",
    "title larger alone": "<p><font size='+2'>{title}</font><br><em>{who}</em></p>",
    "nothing marked": "<center><font size=5>{title}</font><br>{by}<br></center>",
    "in a frame": "<table width='100%'><tr><td align=center><b>{title}</b><br>{by}</td></tr></table>",
    "text goes on below": "<div><b>{title}</b><br>{by}<br>{prose}</div>",
}


@pytest.mark.parametrize("name", ["nl-door", "de-von", "fr-par", "es-por", "en-paper"])
@pytest.mark.parametrize("head", BARE.values(), ids=BARE)
def test_forced_line_ends_part_the_masthead_of_an_old_page(name: str, head: str) -> None:
    """They were one line, of which the title was made, or nothing."""
    case = CASES[name]
    by, prose = case.below.split("\n")[0].partition(",")[0], PROSE[case.language]
    above = head.format(title=TITLES[case.language], by=by, who=case.authors[0], prose=prose)
    seed = Seed("page.html", f"<body>{above}<p>{prose}</p><p>{prose}</p></body>".encode(), "html")
    found = lift(mark(seed, read(seed)))
    assert (found.title, *(a.display for a in found.authors)) == (TITLES[case.language], case.authors[0])
    assert found.date == ("2003-04-13" if "2003" in head else "")


FOREIGN = {
    "el": (
        "Πρωί στη γειτονιά", "Ελένη Παπαδάκη", "6 Μαΐου 2012",
        "Ο φούρναρης ανοίγει νωρίς την πόρτα του για όσους ξυπνούν, και το χθεσινό ψωμί δεν υπάρχει πια.",
        "Όποιος έρχεται αργότερα βρίσκει μόνο σταφιδόψωμα, και αυτά δεν αρέσουν σε όλους τους ανθρώπους.",
    ),
    "pl": (
        "Nad ranem w mieście", "Anna Kowalska", "6 maja 2012",
        "Piekarz otwiera drzwi tym, którzy wstają wcześnie, a wczorajszego chleba wtedy już nie ma.",
        "Kto przychodzi później, znajduje tylko bułki z rodzynkami, a te nie każdemu smakują tak samo.",
    ),
    "fi": (
        "Aamun tuoksu kadulla", "Anna Virtanen", "6. toukokuuta 2012",
        "Leipuri avaa ovensa niille, jotka nousevat aikaisin, ja eilinen leipä on silloin jo loppunut.",
        "Joka tulee myöhemmin, löytää enää rusinapullia, ja ne eivät ole jokaisen ihmisen mieleen.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", FOREIGN.values(), ids=FOREIGN)
def test_what_stands_in_bold_above_an_author_and_the_text_alone_is_the_title(case: tuple[str, ...]) -> None:
    title, who, day, *prose = case
    head = f"<center><b>{title}</b><br><i>{who}</i><br>{day}</center>"
    seed = Seed("page.html", f"<body>{head}<p>{prose[0]}</p><p>{prose[1]}</p></body>".encode(), "html")
    found = lift(mark(seed, read(seed)))
    assert (found.title, [a.display for a in found.authors], found.date) == (title, [who], "2012-05-06")


def test_the_day_of_a_readers_comment_is_not_the_pieces() -> None:
    said = "".join(
        f"<p>{who} zegt:</p><p>{n} mei 2012 om 10:00</p><p>Mooi stuk!</p>"
        for n, who in enumerate(("Jan", "Piet"), 3)
    )
    head = f"<h1>{TITLES['nl']}</h1><p>Door Anna van Dijk</p>"
    article = f"<article>{head}<p>{PROSE['nl']}</p><p>{PROSE['nl']} Echt.</p></article>"
    page = f"{article}<h3>2 reacties</h3><div class=comments>{said}</div>"
    seed = Seed("page.html", page.encode(), "html")
    assert [f for f in mark(seed, read(seed)).facts if f.field == "date"] == []


ABOUT = [
    *(
        (heading, "nl")
        for heading in ("Over mij", "About me", "Über mich", "À propos de moi", "Sobre mí", "Om mig")
    ),
    *((heading, "nl") for heading in ("Su di me", "Sobre mim", "O mnie", "O mně", "Hakkımda", "Обо мне")),
    *(
        (heading, language)
        for heading, language in zip(("About Me:", "Über diesen Blog"), ("en", "de"), strict=True)
    ),
]


@pytest.mark.parametrize(("heading", "language"), ABOUT)
@pytest.mark.parametrize("name", ["", "Anna\n\n"])
def test_the_heading_of_a_box_about_who_keeps_the_page_is_no_title(
    heading: str, language: str, name: str
) -> None:
    """It is kept where cleaning keeps it, or dropped by its rule: only a title it is not."""
    text = f"{heading}\n\n{name}{PROSE[language]}\n\n{PROSE[language]}\n"
    seed = Seed("page.txt", text.encode())
    galley = mark(seed, read(seed))
    assert not [f for f in galley.facts if f.field == "title" and (f.sure or f.value == heading)]
    assert galley.verdicts[0].role is not Role.TITLE


@pytest.mark.parametrize("text", ["Insomnia may be caused by radiation", "Sechs Fragen zum Brot von Köln"])
def test_a_title_that_holds_by_or_of_is_no_byline(text: str) -> None:
    assert kind(text, "en") == ""
    assert kind(text, "de") == ""


def test_a_byline_is_one_in_any_language() -> None:
    assert kind("by Danilo Dietsch", "de") == "byline"


@pytest.mark.parametrize(
    ("language", "line", "title"),
    [
        ("de", "23.01.2022 - Das Brot beim Bäcker", "Das Brot beim Bäcker"),
        ("en", "The bread of the baker | 12 April 2019", "The bread of the baker"),
        ("de", "Besuch im Dorf : Das Brot beim Bäcker", "Das Brot beim Bäcker"),
        ("fr", "Besoin de pain : le retour du boulanger", "Besoin de pain : le retour du boulanger"),
        ("en", "12 April 2019 was a day of bread", "12 April 2019 was a day of bread"),
        ("en", "Bread: the story of a loaf", "Bread: the story of a loaf"),
        ("en", "Bread for all : the loaf", "Bread for all : the loaf"),  # too little would be left
    ],
)
def test_a_title_leaves_the_date_and_the_kicker_of_its_line(language: str, line: str, title: str) -> None:
    assert titles.bare(line, language) == title


def test_a_title_is_found_below_a_long_menu() -> None:
    menu = "\n".join(f"Shelf {n}" for n in range(900))
    page = f"{menu}\n{TITLES['en']}\n\nBy Mary Miller\nApril 12, 2019\n\n{PROSE['en']}\n\n{PROSE['en']}\n"
    seed = Seed("page.txt", page.encode())
    found = mark(seed, read(seed))
    assert [f.value for f in found.facts if f.field == "title" and f.sure] == [TITLES["en"]]


def test_a_title_that_goes_on_behind_a_colon_is_told_whole() -> None:
    head = "<title>The bread: A baker at night</title><div>The bread</div><h1>: A baker at night</h1>"
    page = head + "".join(f"<p>{PROSE['en']} {n}</p>" for n in ("One.", "Two.", "Three."))
    seed = Seed("page.html", page.encode(), "html")
    found = mark(seed, read(seed))
    assert lift(found).title == "The bread: A baker at night"
    assert [v.line.text for v in found.verdicts if v.role is Role.TITLE] == [
        "The bread",
        ": A baker at night",
    ]


DARK = (
    "The street is dark at that hour, and the light of his shop falls upon the wet stones. His father had "
    "lit the oven there before him, and nobody in the town remembers a morning without it."
)


@pytest.mark.parametrize(
    "above",
    [
        ("Before the town wakes",),  # and no blank line sets it apart
        ("News", "Menu", "1. Home", "2. Columns", "3. The oven and the light", "Search",
         "The oven and the light", "Share"),
    ],
    ids=["nothing rivals it", "told by two lines"],
)  # fmt: skip
def test_a_title_that_nothing_rivals_needs_less_to_speak_for_it(above: tuple[str, ...]) -> None:
    page = "\n".join([*above, PROSE["en"], DARK, PROSE["en"]])
    seed = Seed("page.txt", page.encode())
    found = mark(seed, read(seed))
    title = above[-2] if len(above) > 1 else above[0]
    assert [f.value for f in found.facts if f.field == "title" and f.sure] == [title]


def test_of_two_lines_that_rival_each_other_neither_is_sure() -> None:
    scale = weigh.Scale({"likely": 3.0}, sure=0.35, share=0.56)
    alone, *_ = scale.chances([{"likely": 1.0}])
    one, two = scale.chances([{"likely": 1.0}, {"likely": 1.0}])
    assert scale.enough(alone, alone)
    assert one >= scale.sure
    assert not scale.enough(one, one + two)


MORE = {
    "en-office-below": Case("en", "Anna Baker\nContributing Writer\nApril 12, 2019", ("Anna Baker",)),
    "en-reading": Case("en", "Anna Baker\nApril 12, 2019\n7 min read", ("Anna Baker",)),
    "en-handle": Case("en", "• jan_kok\n• April 12, 2019\n• No Comments", ("jan_kok",)),
    "en-team": Case("en", "BakeHR Team\nApril 12, 2019", ("BakeHR Team",)),
    "en-nobody": Case("en", "Editorial Team\nApril 12, 2019", ()),
    "en-checked": Case("en", "By\nFact Checked\nApril 12, 2019", ()),
    "en-below-by": Case(
        "en", "By\nAnna BakerNews Reporter\nBen CookNews Reporter\nApril 12, 2019", ("Anna Baker", "Ben Cook")
    ),
    "en-subject": Case("en", "April 12, 2019\nBread Maker is a tool for those who bake at home daily.", ()),
    "en-box": Case(
        "en", "April 12, 2019", ("Anna Baker",),
        foot="About the author\nAnna Baker\nAnna Baker is a baker in Bath, and writes about bread.",
    ),
    "en-greeting": Case("en", "April 12, 2019", (), foot="1 comment\nKind Regards\npt"),
    "en-staff": Case(
        "en", "By Anna Baker and Ben Cook / Loaf Staff Writers\nApril 12, 2019", ("Anna Baker", "Ben Cook")
    ),
    "en-ago": Case("en", "Anna Baker\n3 hours ago", ("Anna Baker",)),
    "de-office": Case("de", "Von Karl Koch\nLeitender Brotredakteur\n12. April 2019", ("Karl Koch",)),
    "de-agency": Case("de", "Von dpa 12.04.2019, 18:58", ("dpa",)),
    "de-changed": Case("de", "Anna Bäcker Zuletzt geändert am 12.04.2019", ("Anna Bäcker",)),
    "nl-twice": Case("nl", "Anna van Dijk Anna van Dijk\n12 april 2019", ("Anna van Dijk",)),
}  # fmt: skip


@pytest.mark.parametrize("name", MORE)
def test_who_wrote_a_page_without_a_plain_byline(name: str) -> None:
    found = piece(MORE[name])
    assert tuple(author.display for author in found.authors) == MORE[name].authors


@pytest.mark.parametrize("more", ["", " in Bath and the author of two books on buns"])
def test_a_bio_is_one_on_the_last_line_of_the_text_also_where_it_is_as_long_as_prose(more: str) -> None:
    text = "\n".join([TITLES["en"], *[PROSE["en"]] * 5, f"Anna Baker is a baker at The Loaf{more}."])
    (author,) = lift(mark(seed := Seed("page.txt", text.encode()), read(seed))).authors
    assert author.display == "Anna Baker"


@pytest.mark.parametrize(
    ("bio", "hers"),
    [
        ("Anna bakes bread in Bath, and writes about it.", True),
        ("Hi, I am Anna, and I bake bread in Bath.", True),
        ("The bread of yesterday that nobody bought is given to Anna.", False),
    ],
)
def test_a_bio_below_a_name_need_not_begin_with_it(bio: str, hers: bool) -> None:
    page = page_of("\n".join([TITLES["en"], *[PROSE["en"]] * 5, "Anna Baker", bio]))
    named = Candidate(("Anna Baker",), [(len(page.lines) - 2, "signatures.name")])
    weigh_names(page, [named])
    assert ("name-over-bio" in named.evidence) == hers


def test_a_body_has_no_surname_to_be_sorted_by() -> None:
    (author,) = piece(MORE["en-team"]).authors
    assert author.sort == "BakeHR Team"


def page_of(text: str) -> Page:
    galley = mark(Seed("page.txt", text.encode()), read(Seed("page.txt", text.encode())))
    return Sheet(galley).page(galley)


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("1. Home\n2. Bread\n3. The bread of the baker", "The bread of the baker"),  # a breadcrumb's last
        ("1. Flour", "1. Flour"),
        ("The bread of the baker\nThe bread of the baker | Loaf & Co", "The bread of the baker"),  # its site
        ("The bread of the baker | Loaf & Co", "The bread of the baker | Loaf & Co"),
        ("Bread\n3. Flour", "3. Flour"),  # no second above it
    ],
)
def test_a_number_of_a_breadcrumb_or_the_name_of_the_site_is_none_of_the_title(
    above: str, title: str
) -> None:
    text = f"{above}\n\n{PROSE['en']}\n\n{PROSE['en']}\n"
    page = page_of(text)
    assert titles.told(page, above.count("\n")) == title


@pytest.mark.parametrize(
    "line",
    [
        "breadly.example",
        "www.bread-and-butter.org",
        "Text & Photos: Anna Baker 0 337",
        "Home / News / The bread",
        "Latest >> Posts by Tag >> All Posts",
        "2019-04-12 #bread #open ovens #flour",
        "bread , ovens , flour of the mill",
        "Home » The bread of the baker",
        "StartseiteThe bread of the baker",
        "You are here: The bread of the baker",
        "12 April 2019 - News",
    ],
)
def test_an_address_or_a_labelled_byline_is_no_title(line: str) -> None:
    seed = Seed("page.txt", f"{line}\n\n{PROSE['en']}\n\n{PROSE['en']}\n".encode())
    galley = clean(read(seed), seed="page.txt", language="en")  # nothing is recovered yet
    assert titles.candidates(Sheet(galley).page(galley)) == []


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("12 April 2019 - The bread of the baker", "The bread of the baker"),
        ("Home: the bread of the baker", "Home: the bread of the baker"),
        ("Homes | The bread of the baker", "Homes | The bread of the baker"),
    ],
)
def test_a_title_may_stand_behind_its_date_or_speak_of_home(line: str, title: str) -> None:
    seed = Seed("page.txt", f"{line}\n\n{PROSE['en']}\n\n{PROSE['en']}\n".encode())
    assert lift(mark(seed, read(seed))).title == title


@pytest.mark.parametrize(
    ("line", "signs"),
    [
        ("By Anna Baker and Ben Cook", True),
        ("Anna Baker, Senior Staff Writer", True),
        ("Anna Baker is a baker in Bath.", False),  # who it is about
        ("The bread of the baker", False),
    ],
)
def test_that_a_line_says_who_signs_is_evidence_against_its_being_the_title(line: str, signs: bool) -> None:
    seed = Seed("page.txt", f"Buns\n\n{line}\n\n{PROSE['en']}\n\n{PROSE['en']}\n".encode())
    galley = clean(read(seed), seed="page.txt", language="en")
    evidence = Masthead(Sheet(galley).page(galley)).evidence(1)
    assert ("signature" in evidence) == signs
    assert weigh.load("title").weights["signature"] < 0


def test_the_date_that_a_title_leaves_on_its_line_is_the_piece_s() -> None:
    seed = Seed(
        "page.txt", f"12 April 2019 - The bread of the baker\n\n{PROSE['en']}\n\n{PROSE['en']}\n".encode()
    )
    found = lift(mark(seed, read(seed)))
    assert (found.title, found.date) == ("The bread of the baker", "2019-04-12")


def test_a_date_within_a_title_is_not_the_piece_s() -> None:
    head = "<title>12 April 2019 and the bread</title>"
    page = f"{head}<h1>12 April 2019 and the bread</h1><p>{PROSE['en']}</p><p>{PROSE['en']}</p>"
    seed = Seed("page.html", page.encode(), "html")
    found = lift(mark(seed, read(seed)))
    assert (found.title, found.date) == ("12 April 2019 and the bread", "")


def test_of_a_title_and_its_deck_the_title_is_the_first() -> None:
    text = "\n".join(
        ["The bread of the baker", "Why yesterday's is gone so early", "By Anna Baker", "April 12, 2019"]
    )
    prose = PROSE["en"]
    seed = Seed("page.txt", f"{text}\n\n{prose}\n\n{prose}\n\n{prose}\n".encode())
    assert lift(mark(seed, read(seed))).title == "The bread of the baker"


def test_one_word_over_a_byline_and_a_date_is_the_title_and_alone_is_none() -> None:
    prose = PROSE["nl"]
    signed = Seed("page.txt", f"Vakwerk\n\nDoor Anna van Dijk\n12 april 2019\n\n{prose}\n\n{prose}".encode())
    assert lift(mark(signed, read(signed))).title == "Vakwerk"
    alone = Seed("page.txt", f"Vakwerk\n\n{prose}\n\n{prose}".encode())
    assert lift(mark(alone, read(alone))).title == ""


@pytest.mark.parametrize(
    ("rule", "certainty", "tag", "said"),
    [
        ("stet", 0.9, "", {"like-text": 0.9}),
        ("stet", 0.9, "h1", {}),  # its markup makes a heading the text's
        ("ahead", 0.999, "", {"ahead": 0.5}),
        ("ahead", 1.0, "", {"ahead": 1.0}),
        ("en.related", 1.0, "", {"ruled": 1.0}),
        ("markup.menu", 1.0, "li", {}),
    ],
)
def test_what_cleaning_said_of_a_line_is_evidence(
    rule: str, certainty: float, tag: str, said: dict[str, float]
) -> None:
    role = Role.BODY if rule == "stet" else Role.BOILERPLATE
    verdict = Verdict(Line(1, "The bread of the baker", tag=tag), role, rule, certainty)
    assert cleaned.evidence(verdict) == pytest.approx(said)


IN_OTHER_SCRIPTS = {
    "zh": "每天清晨，面包师在天亮之前就打开店门，把昨天剩下的面包送给早起的人。"
    "晚来的人只能买到葡萄干面包，而那并不是每个人都喜欢的东西，但是大家都很满意。",
    "ja": "パン屋は毎朝、夜が明ける前に店を開けて、昨日のパンを早起きの人に配る。"
    "遅く来た人にはレーズンパンしか残っていないが、それは誰もが好きなものではない。",
    "no": "Bakeren åpner døren for dem som står tidlig opp, og brødet fra i går er da allerede borte. "
    "Den som kommer senere, finner bare rosinboller, og de er ikke etter alles smak, som vi vet.",
}


@pytest.mark.parametrize(
    ("language", "head", "title", "author"),
    [
        ("zh", "面包师的面包\n作者：王小明\n2019年4月12日", "面包师的面包", "王小明"),
        ("ja", "パン屋のパン\n著者：田中花子\n2019年4月12日", "パン屋のパン", "田中花子"),
        ("no", "Brødet hos bakeren\nAv Anna Bakke\n12. april 2019", "Brødet hos bakeren", "Anna Bakke"),
    ],
)
def test_pages_without_spaces_or_in_a_language_much_like_another(
    language: str, head: str, title: str, author: str
) -> None:
    prose = IN_OTHER_SCRIPTS[language]
    middle = len(prose) // 2
    text = f"{head}\n\n{prose}\n\n{prose[middle:]}{prose[:middle]}\n\n{prose[9:]}\n"
    seed = Seed("page.txt", text.encode())
    found = lift(mark(seed, read(seed)))
    assert (found.title, [a.display for a in found.authors], found.date) == (title, [author], "2019-04-12")


WEIR = "<p>The weir was built in the year of the flood, and nobody has opened it since then.</p>"


@pytest.mark.parametrize(
    "page",
    [
        "<h1>The weir</h1><h2>Open Water</h2>{0}<h2>Closed Water</h2>{0}",
        "<h1>The weir</h1><p>I. Spring</p>{0}<p>II. Summer</p>{0}",
        "<h1>The weir</h1>{0}{0}<h2>Quiet Water</h2><ul><li>How to open a weir</li></ul>",
        "<h1>Quiet Water: thirty years of weirs</h1><p>May 2, 2021</p><h1>Quiet Water</h1>{0}{0}",
        "<h1>The weir</h1><div>Plain Text</div><pre>open()\nclose()</pre>{0}{0}",
        "<h1>The weir</h1><p>“Nobody opens a weir.”</p><p>– Charles Dale</p>{0}{0}",
        '<p>May 2, 2021</p><p><a href="/water/open-water/">Open Water</a></p><h1>The weir</h1>{0}{0}',
        "<h1>The weir</h1><p>Hi Friends,</p>{0}{0}",
        "<h1>Alder Weir named the best of its kind</h1>"
        "<p>Alder Weir is a dam of stone that stands in the Alder, named after the river.</p>{0}{0}",
        "<h1>The weir</h1>{0}{0}<footer><nav><a>About</a> <a>Contact</a></nav></footer>",
        '<h1>The weir</h1><figure><img src="a.png"><figcaption>By ANNA BAKER/AFP</figcaption></figure>{0}{0}',
    ],
)
def test_what_has_a_names_shape_and_is_something_else_is_no_author(page: str) -> None:
    html = f"<!doctype html><html><body><article>{page.format(WEIR)}</article></body></html>"
    seed = Seed("x.html", html.encode(), "html")
    galley = mark(seed, read(seed), "en")
    assert [f.value for f in galley.facts if f.field == "author" and f.sure] == []


def test_a_name_alone_above_a_text_whose_title_nobody_knows_is_as_likely_the_title() -> None:
    prose = "The weir was built in the year of the flood, and nobody has opened it since then. " * 3
    text = "{}Thrifty Rubidium\n\n2022-06-14\n\n" + f"{prose}\n\n{prose[::-1]}\n"
    seeds = [Seed("x.txt", text.format(head).encode()) for head in ("", "The weir of Alder\n\n")]
    found = [mark(seed, read(seed), "en").facts for seed in seeds]
    sure = [[f.value for f in facts if f.field == "author" and f.sure] for facts in found]
    assert sure == [[], ["Thrifty Rubidium"]]


@pytest.mark.parametrize(
    ("name", "perhaps", "title"),
    [
        ("Anna Baker", ("Notes on the weir",), False),
        ("Anna Baker", (), True),
        ("Anna Baker", ("Anna Baker",), True),
        ("Weir Audit", ("Notes on the weir",), True),  # the text speaks of a weir
    ],
)
def test_a_name_below_what_may_be_the_title_is_one_if_the_text_has_its_words_as_no_others(
    name: str, perhaps: tuple[str, ...], title: bool
) -> None:
    prose = "The weir was built in the year of the flood, and nobody has opened it since then."
    verdicts = tuple(Verdict(Line(n, t), Role.BODY, "stet") for n, t in enumerate((name, prose, prose), 1))
    facts = tuple(Fact("title", value, "titles.weighed", 1, sure=False) for value in perhaps)
    galley = Galley("x", "en", verdicts, facts=facts)
    candidate = Candidate((name,), ((0, "signatures.name"),))
    assert authors._as_likely_the_title(Sheet(galley).page(galley), candidate) is title


def test_the_title_with_a_word_more_is_no_author() -> None:
    prose = "<p>A barragem foi construída no ano da cheia, e desde então ninguém a abriu.</p>"
    html = (
        "<!doctype html><article><h1>Calendário Rio Douro 2018</h1>"
        f"<p>segunda-feira, 22 de janeiro de 2018</p><p>Calendário do Rio Douro 2018</p>"
        f"{prose}{prose}</article>"
    )
    seed = Seed("x.html", html.encode(), "html")
    galley = mark(seed, read(seed), "pt")
    assert [f.value for f in galley.facts if f.field == "author" and f.sure] == []


def test_one_label_of_many_says_not_who_wrote_the_piece() -> None:
    reviews = "".join(f"<div>Review by</div><div>{name}</div>" for name in ("Anna", "Ben", "Carla"))
    html = f"<!doctype html><body><article><h1>The weir</h1>{reviews}{WEIR}{WEIR}</article></body>"
    seed = Seed("x.html", html.encode(), "html")
    assert not [f for f in mark(seed, read(seed), "en").facts if f.field == "author" and f.sure]


def test_the_month_over_the_first_paragraph_is_no_subhead() -> None:
    prose = "The weir was built in the year of the flood, and nobody has opened it since then. " * 3
    said = [(Role.QUOTATION, "“Nobody opens a weir.”"), (Role.BODY, "July 2009"), (Role.BODY, prose)]
    said += [(Role.BODY, "May 2010"), (Role.BODY, prose)]
    verdicts = tuple(Verdict(Line(n, text), role, "stet") for n, (role, text) in enumerate(said, 1))
    galley = Galley("x", "en", verdicts)
    page = Sheet(galley).page(galley)
    assert [page.lines[k].text for k, _ in subheads.candidates(page)] == ["May 2010"]


GENRES = [
    ("nl", "Het Gesprek"), ("nl", "In Gesprek"), ("nl", "Opinie Politiek"), ("nl", "Vrije Tribune"),
    ("de", "Im Wortlaut"), ("de", "Gastbeitrag Politik"), ("de", "Unter Uns"), ("en", "Guest Essay"),
    ("en", "In Conversation"), ("en", "First Person"), ("fr", "Tribune Libre"), ("fr", "Carte Blanche"),
    ("es", "En Portada"), ("es", "Cartas Al Director"), ("en", "En Portada"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "label"), GENRES)
@pytest.mark.parametrize("way", ["{label}\n2019-04-12", "2019-04-12\n{label}", "{label} | 2019-04-12"])
def test_what_kind_of_text_a_piece_is_signs_it_not(language: str, label: str, way: str) -> None:
    found = piece(Case(language, way.format(label=label), ()))
    assert found.authors == ()
    assert found.title == TITLES[language]
    assert found.date == "2019-04-12"


@pytest.mark.parametrize("name", ["Will Baker", "Jo Baker"])
def test_a_given_name_may_be_a_word_of_the_language(name: str) -> None:
    assert [a.display for a in piece(Case("en", f"{name}\n12 April 2019", ())).authors] == [name]


POSTED = [
    ("de", "Eingestellt von Anna Bäcker um 21:11 Keine Kommentare:", "Anna Bäcker"),
    ("en", "Upplagd av Anna Bagare kl. 21:11", "Anna Bagare"),  # a page may speak another language
    ("en", "Posted by Anna Baker at 9:11 PM", "Anna Baker"),
    ("en", "Posted by annabakes at 9:11 PM", "annabakes"),
    ("nl", "Gepost door Anna van Dijk op 21:11", "Anna van Dijk"),
    ("fr", "Publié par Anne Martin à 21:11", "Anne Martin"),
    ("es", "Publicado por Ana García en 21:11", "Ana García"),
    ("es", "Pubblicato da Anna Fornaio alle ore 21:11", "Anna Fornaio"),
    ("es", "Postado por Ana Padeira às 21:11", "Ana Padeira"),
]


@pytest.mark.parametrize(("language", "foot", "name"), POSTED)
def test_who_posted_a_post_and_at_what_time(language: str, foot: str, name: str) -> None:
    found = piece(Case(language, "2019-04-12", (name,), foot=foot))
    assert [a.display for a in found.authors] == [name]
    assert found.date == "2019-04-12"


@pytest.mark.parametrize(
    ("language", "line", "date"),
    [
        ("fr", "Publié sur 12 avril 2019", "2019-04-12"),
        ("nl", "Geplaatst op 12 april 2019", "2019-04-12"),
        ("nl", "Eerder verschenen op vrijdag 12 april 2019", "2019-04-12"),
        ("en", "First published on 12 April 2019", "2019-04-12"),
        ("es", "Publicado en 12 de abril de 2019", "2019-04-12"),
        ("en", "Published on 12 Apr", ""),
        ("en", "First published on Monday", ""),
    ],
)
@pytest.mark.parametrize("at_foot", [False, True])
def test_a_day_on_which_a_piece_appeared_is_no_outlet(
    language: str, line: str, date: str, at_foot: bool
) -> None:
    found = piece(Case(language, "" if at_foot else line, (), foot=line if at_foot else ""))
    assert (found.outlet, found.first_outlet, found.date) == ("", "", date)


MONTHS = [
    ("nl", "maart 2019", ""), ("en", "March 2019", ""), ("de", "Im März 2019", ""), ("fr", "mars 2019", ""),
    ("es", "marzo de 2019", ""), ("nl", "Gepubliceerd in maart 2019", ""),
    ("en", "By Anna Baker, March 2019", ""), ("nl", "", "Anna van Dijk, maart 2019"),
    ("en", "", "March 2019"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "below", "foot"), MONTHS)
def test_a_page_that_tells_no_day_may_tell_the_month(language: str, below: str, foot: str) -> None:
    assert piece(Case(language, below, (), foot=foot)).date == "2019-03"


@pytest.mark.parametrize(
    "case",
    [
        Case("en", "Archives\nMarch 2019\nApril 2019", ()),
        Case("en", "", (), foot="Archives\nMarch 2019\nFebruary 2019\nJanuary 2019"),
        Case("en", "Last updated in March 2019", ()),
        Case("en", "Festival of bread, Bath, March 2019", ()),
    ],
    ids=lambda case: case.below or case.foot,
)
def test_a_month_that_is_something_elses_is_not_the_pieces(case: Case) -> None:
    assert piece(case).date == ""


@pytest.mark.parametrize(
    ("language", "below", "date"),
    [
        ("en", "Release date: March 12, 2019", ""),
        ("en", "In theaters March 12, 2019", ""),
        ("en", "Founded\nFebruary 28, 1998; 18 years ago", ""),
        ("de", "Kinostart: 12. April 2019", ""),
        ("nl", "Wanneer: 12 april 2019, 20.00 uur", ""),
        ("nl", "Geplaatst op 1 april 2019\nWanneer: 12 april 2019, 20.00 uur", "2019-04-01"),
        ("fr", "Date de sortie : 12 avril 2019", ""),
        ("en", "The bread law was signed into law on August 14, 1935", ""),
        ("en", "Posted by Anna Baker in bread and cake on August 14, 2015", "2015-08-14"),
        ("en", "Bakers rubbish the slump theory by Anna Baker, August 14, 2015", "2015-08-14"),
    ],
)
def test_when_something_else_was_is_no_day_of_the_piece(language: str, below: str, date: str) -> None:
    assert piece(Case(language, below, ())).date == date


@pytest.mark.parametrize(
    ("language", "above", "title"),
    [
        ("nl", "Column", "De klant is koning"),
        ("nl", "OPINIE ", "De klant is koning"),
        ("de", "Kommentar", "Der Kunde ist König"),
        ("fr", "Tribune", "Le client est le roi"),
        ("es", "ENTREVISTA ", "El cliente es el rey"),
        ("de", "Die Zukunft des Brotes", "„Der Kunde ist König“"),
        ("en", "The baker speaks", '"The customer is king"'),
        ("en", "", 'What is "bread"'),
        ("en", "", "The “king” is the “customer”"),
        ("en", "", "Opinion: The customer is king"),
        ("en", "", "JavaScript is not what it was"),
        ("en", "", "OPINION WHY BREAD IS GOOD"),
        ("nl", "", "NASA De klant is koning"),
    ],
)
def test_a_title_stands_without_the_kind_of_text_that_ran_into_it(
    language: str, above: str, title: str
) -> None:
    assert titles.bare(above + title, language) == title


def test_a_day_above_the_title_that_the_address_belies_is_that_of_keeping() -> None:
    link = "<link rel=canonical href='https://example.org/2019/04/12/the-bread'>"
    head = f"{link}<title>The bread of the baker</title>"
    for day, date in (("May 30, 2021", "2019-04-12"), ("April 13, 2019", "2019-04-13")):
        text = f"<p>{day}</p><h1>The bread of the baker</h1><p>{PROSE['en']}</p><p>{PROSE['en']} So.</p>"
        seed = Seed("a.html", f"<html><head>{head}</head><body>{text}</body></html>".encode(), "html")
        assert lift(mark(seed, read(seed))).date == date


def test_a_byline_below_the_lead_of_a_short_text_is_at_its_head() -> None:
    lead = "In de haven van Zwolle ligt een schip dat niemand wil hebben, en dat is al jaren zo."
    said = [
        "De havenmeester weet wel waarom, maar hij zegt het niet, want hij wil er geen last mee krijgen.",
        "Wie het schip ooit kocht is niet meer na te gaan, en wie er nu voor betaalt evenmin, zegt hij.",
        "Zo ligt het er nog, met zijn roest en zijn meeuwen, tot de gemeente het weg laat slepen.",
    ]
    text = "\n\n".join(
        ["Het schip van Zwolle", "12 april 2019", lead, "door Anna van Dijk, RADIO OOST", *said]
    )
    seed = Seed("page.txt", text.encode())
    given = clean(read(seed), seed=seed.name, language="nl")
    sheet = Sheet(given)
    (found,) = authors.candidates(sheet.page(titles.recover(given, sheet)))
    assert found.names == ("Anna van Dijk",)
    assert found.evidence.get("below-title")
    assert not found.evidence.get("at-foot")


@pytest.mark.parametrize("over", ["Opinion\nHome\n\nAlice Wu\n", "Opinion\nHome\nAlice Wu\n\n+ FOLLOW\n\n"])
def test_somebodys_name_alone_over_what_is_said_of_her_is_hardly_a_title(over: str) -> None:
    about = (
        "Alice Wu fell down the rabbit hole of politics aged 12, when she ran her first campaign, and won it."
    )
    seed = Seed("page.txt", f"{over}{about}\n".encode())
    assert lift(mark(seed, read(seed))).title == ""


@pytest.mark.parametrize(
    ("credit", "role"),
    [
        ("— Anna Baker, <cite>The Weir</cite>", Role.ATTRIBUTION),
        ("Anna Baker", Role.ATTRIBUTION),
        (
            "The weir, which nobody has opened since the year of the flood, as it is seen from the road " * 2,
            Role.CAPTION,
        ),
    ],
)
def test_the_caption_of_a_figure_that_is_a_quotation_says_whom_it_is_by(credit: str, role: Role) -> None:
    quoted = "<blockquote><p>Nobody opens a weir who has no key to it.</p></blockquote>"
    figure = f"<figure>{quoted}<figcaption>{credit}</figcaption></figure>"
    html = (
        f"<!doctype html><html><body><article><h1>The weir</h1>{WEIR}{figure}{WEIR}</article></body></html>"
    )
    seed = Seed("x.html", html.encode(), "html")
    (found,) = [v for v in mark(seed, read(seed), "en").verdicts if v.line.tag == "figcaption"]
    assert found.role is role


FIGURES = {
    "code": ("<pre><code>open(weir)\nclose(weir)</code></pre>", True),
    "verse": ("<p>A verse of weirs,<br>of keys and floods,<br>of nobody at all.</p>", True),
    "a picture that did not come": ('<img src="weir.jpg" alt="A weir">', False),
}


@pytest.mark.parametrize("holds", FIGURES)
def test_the_caption_of_what_stays_stays(holds: str) -> None:
    inside, stays = FIGURES[holds]
    figure = f"<figure>{inside}<figcaption>How to open it</figcaption></figure>"
    html = (
        '<!doctype html><html><body><nav><a href="/">Home</a></nav><article><h1>The weir</h1>'
        f"{WEIR}{WEIR}{figure}{WEIR}</article><footer>About us</footer></body></html>"
    )
    seed = Seed("x.html", html.encode(), "html")
    (found,) = [v for v in mark(seed, read(seed), "en").verdicts if v.line.tag == "figcaption"]
    assert found.kept is stays
