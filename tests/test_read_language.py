"""Which language a text is in: its own, or none; never a neighbour that the press has tables for."""

from __future__ import annotations

import pytest

from book import languages, rules
from book.intake import language_in, language_of
from book.model import Seed
from book.read import read
from book.read.language import UNKNOWN, guess_language
from book.rules.tongue import likeliest

TEXTS = {
    "ca": (
        "El forner obre la porta a qui es lleva d'hora, i el pa d'ahir ja no hi és. Qui "
        "arriba més tard només "
        "troba panets amb panses, i això no és per a tothom. La seva dona diu que sempre "
        "ha estat així i que "
        "no canviarà mai."
    ),
    "gl": (
        "O panadeiro abre a porta aos que se erguen cedo, e o pan de onte xa non está. "
        "Quen chega máis tarde "
        "só atopa boliños con pasas, e iso non é para todo o mundo. A súa muller di que "
        "sempre foi así e que "
        "non vai cambiar nunca."
    ),
    "oc": (
        "Lo forner dobrís la pòrta a los que se lèvan d'ora, e lo pan d'ièr alara es ja acabat. Lo que ven "
        "mai tard tròba pas que de panets amb de rasims secs, e aquò es pas per totes."
    ),
    "ast": (
        "El panaderu abre la puerta a los que se llevanten ceo, y el pan d'ayeri yá nun "
        "ta. Quien llega más "
        "tarde namás atopa bollos con pases, y eso nun ye pa tol mundu."
    ),
    "fy": (
        "De bakker docht syn doar iepen foar wa't betiid opstiet, en it brea fan juster "
        "is dan al fuort. Wa't "
        "letter komt, fynt allinne noch krintebollen, en dy binne net foar elkenien."
    ),
    "nds": (
        "De Bäcker maakt sien Döör apen för all, de fröh opstaht, un dat Broot vun güstern is denn al weg. "
        "Wokeen later kümmt, finnt blots noch Rosinenstuten, un de sünd nich för jedeen."
    ),
    "ga": (
        "Osclaíonn an báicéir an doras dóibh siúd a éiríonn go luath, agus bíonn arán an lae inné imithe "
        "faoin am sin. An té a thagann níos déanaí, ní fhaigheann sé ach borróga cuiríní."
    ),
    "et": (
        "Pagar avab oma ukse neile, kes tõusevad vara, ja eilne leib on selleks ajaks "
        "juba otsas. Kes tuleb "
        "hiljem, leiab ainult rosinasaiu, ja need ei ole igaühe maitse järgi."
    ),
    "sk": (
        "Pekár otvára dvere tým, ktorí vstávajú skoro, a včerajší chlieb je už vtedy "
        "preč. Kto príde neskôr, "
        "nájde len hrozienkové buchty, a tie nie sú pre každého."
    ),
    "hr": (
        "Pekar otvara vrata onima koji ustaju rano, a jučerašnjeg kruha tada više nema. Tko dođe kasnije, "
        "naći će samo peciva s grožđicama, a to nije za svakoga."
    ),
    "sl": (
        "Pek odpre vrata tistim, ki vstajajo zgodaj, in včerajšnjega kruha takrat že ni več. Kdor pride "
        "pozneje, najde samo še štručke z rozinami, in te niso za vsakogar."
    ),
    "sr": (
        "Пекар отвара врата онима који устају рано, а јучерашњег хлеба тада више нема. Ко "
        "дође касније, наћи "
        "ће само пецива са сувим грожђем, а то није за свакога."
    ),
    "be": (
        "Пекар адчыняе дзверы тым, хто рана ўстае, і ўчарашняга хлеба тады ўжо няма. Хто "
        "прыходзіць пазней, "
        "знаходзіць толькі булачкі з разынкамі, а яны не для ўсіх."
    ),
    "mk": (
        "Пекарот ја отвора вратата за оние што стануваат рано, а вчерашниот леб тогаш "
        "веќе го нема. Кој доаѓа "
        "подоцна, наоѓа само лепчиња со суво грозје, а тие не се за секого."
    ),
    "tl": (
        "Binubuksan ng panadero ang kanyang pinto para sa mga maagang gumigising, at ubos "
        "na noon ang tinapay "
        "kahapon. Ang dumarating nang huli ay may makikita lamang na tinapay na may pasas."
    ),
    "la": (
        "Pistor ianuam suam aperit iis qui mane surgunt, et panis hesternus tum iam "
        "abest. Qui serius venit, "
        "nihil nisi crustula cum uvis passis invenit, neque ea omnibus placent."
    ),
    "ht": (
        "Boulanje a louvri pòt li pou moun ki leve bonè, epi pen yè a fini deja. Moun ki vini pita jwenn "
        "sèlman ti pen ak rezen, e sa pa pou tout moun."
    ),
    "fi": (
        "Leipuri avaa ovensa niille, jotka nousevat aikaisin, ja eilinen leipä on silloin jo loppunut. Se, "
        "joka tulee myöhemmin, löytää vain rusinapullia, eivätkä ne ole kaikkien mieleen."
    ),
    "hu": (
        "A pék kinyitja az ajtaját azoknak, akik korán kelnek, és a tegnapi kenyér "
        "akkorra már elfogyott. Aki "
        "később jön, csak mazsolás zsemlét talál, és az nem mindenkinek való."
    ),
    "ro": (
        "Brutarul își deschide ușa pentru cei care se trezesc devreme, iar pâinea de ieri "
        "s-a terminat deja. "
        "Cine vine mai târziu găsește numai chifle cu stafide, și acestea nu sunt pe gustul tuturor."
    ),
    "tr": (
        "Fırıncı erken kalkanlar için kapısını açar ve dünkü ekmek o saatte çoktan "
        "bitmiştir. Daha geç gelen "
        "yalnızca üzümlü çörek bulur ve bu herkesin damak tadına göre değildir."
    ),
    "cs": (
        "Pekař otevírá dveře těm, kdo vstávají brzy, a včerejší chleba je tou dobou už pryč. Kdo přijde "
        "později, najde jen rozinkové buchty, a ty nejsou pro každého."
    ),
    "pl": (
        "Piekarz otwiera swoje drzwi dla tych, którzy wstają wcześnie, a wczorajszego "
        "chleba już nie ma. Kto "
        "przychodzi później, znajdzie tylko bułki z rodzynkami, a to nie jest dla każdego."
    ),
    "sv": (
        "Bagaren öppnar sin dörr för dem som stiger upp tidigt, och gårdagens bröd är då "
        "redan borta. Den som "
        "kommer senare hittar bara bullar med russin, och de är inte för alla."
    ),
    "af": (
        "Die bakker maak sy deur oop vir dié wat vroeg opstaan, en gister se brood is dan "
        "al weg. Wie later "
        "kom, kry net nog rosyntjiebolletjies, en dit is nie vir almal nie."
    ),
    "lt": (
        "Kepėjas atidaro duris tiems, kurie keliasi anksti, o vakarykštės duonos tada jau "
        "nebėra. Kas ateina "
        "vėliau, randa tik bandeles su razinomis, ir jos patinka ne visiems."
    ),
    "el": (
        "Ο φούρναρης ανοίγει την πόρτα του σε όσους σηκώνονται νωρίς, και το χθεσινό ψωμί έχει τότε ήδη "
        "τελειώσει. Όποιος έρχεται αργότερα βρίσκει μόνο σταφιδόψωμα, και αυτά δεν είναι για όλους."
    ),
    "ru": (
        "Пекарь открывает дверь тем, кто рано встаёт, и вчерашнего хлеба тогда уже нет. "
        "Кто приходит позже, "
        "находит только булочки с изюмом, а они не для всех."
    ),
    "uk": (
        "Пекар відчиняє двері тим, хто рано встає, і вчорашнього хліба тоді вже немає. "
        "Хто приходить пізніше, "
        "знаходить тільки булочки з родзинками, а вони не для всіх."
    ),
    "bg": (
        "Хлебарят отваря вратата си за онези, които стават рано, и вчерашния хляб тогава "
        "вече го няма. Който "
        "идва по-късно, намира само кифлички със стафиди, а те не са за всеки."
    ),
    "is": (
        "Bakarinn opnar dyrnar fyrir þeim sem fara snemma á fætur, og brauðið frá því í "
        "gær er þá þegar búið. "
        "Sá sem kemur seinna finnur aðeins rúsínubollur, og þær eru ekki fyrir alla."
    ),
    "id": (
        "Tukang roti membuka pintunya untuk mereka yang bangun pagi, dan roti kemarin "
        "saat itu sudah habis. "
        "Siapa yang datang kemudian hanya menemukan roti kismis, dan itu tidak untuk semua orang."
    ),
    "vi": (
        "Người thợ làm bánh mở cửa cho những ai dậy sớm, và bánh mì của ngày hôm qua đã hết từ lâu. Ai đến "
        "muộn hơn thì chỉ còn lại vài chiếc bánh nho, và không phải ai cũng thích loại bánh đó."
    ),
    "lb": (
        "De Bäcker mécht seng Dier op fir déi, déi fréi opstinn, an d'Brout vu gëschter "
        "ass dann scho fort. "
        "Wien méi spéit kënnt, fënnt nëmmen nach Rosinebréidercher, an déi sinn net fir jiddereen."
    ),
    "cy": (
        "Mae'r pobydd yn agor ei ddrws i'r rhai sy'n codi'n gynnar, ac mae bara ddoe wedi "
        "mynd erbyn hynny. "
        "Pwy bynnag sy'n dod yn ddiweddarach, dim ond byns cyrens sydd ar ôl."
    ),
    "eu": (
        "Okinak goiz jaikitzen direnentzat irekitzen du atea, eta atzoko ogia ordurako agortuta dago. "
        "Beranduago datorrenak mahaspasadun opilak baino ez ditu aurkitzen, eta horiek ez dira denen "
        "gustukoak."
    ),
    "eo": (
        "La bakisto malfermas sian pordon al tiuj, kiuj leviĝas frue, kaj la hieraŭa pano tiam jam ne plu "
        "estas. Kiu venas poste, trovas nur bulkojn kun sekvinberoj, kaj tiuj ne estas por ĉiu."
    ),
    "lv": (
        "Maiznieks atver durvis tiem, kas ceļas agri, un vakardienas maizes tad jau vairs "
        "nav. Kas nāk vēlāk, "
        "atrod tikai rozīņu maizītes, un tās nav katra gaumē."
    ),
    "sq": (
        "Furrtari hap derën për ata që zgjohen herët, dhe buka e djeshme atëherë ka mbaruar. Kush vjen më "
        "vonë gjen vetëm simite me rrush të thatë, dhe ato nuk janë për të gjithë."
    ),
}
TOLD = frozenset(TEXTS) - {"vi", "cy", "eu", "eo", "lv", "sq"}
"""The languages that are named; of the others it is said that they are not known."""


@pytest.mark.parametrize("code", TEXTS)
def test_a_text_is_in_its_own_language_or_in_none_that_is_known(code: str) -> None:
    seed = Seed("a.txt", f"{TEXTS[code]}\n\n{TEXTS[code]}\n".encode())
    assert language_of(seed, read(seed)) == (code if code in TOLD else UNKNOWN)


@pytest.mark.parametrize("code", TEXTS)
def test_no_language_with_a_table_takes_the_text_of_another(code: str) -> None:
    assert guess_language([TEXTS[code]]) == UNKNOWN
    assert guess_language([TEXTS[code].split(". ")[0]]) == UNKNOWN


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("he", "הים היה שקט, והלכנו על החוף בכל ערב."),
        ("fa", "دریا آرام بود و پرندگان بر فراز موج‌ها پرواز می‌کردند."),
        ("ur", "سمندر خاموش تھا اور ہم ہر شام ساحل پر ٹہلتے تھے۔"),
        ("hi", "समुद्र शांत था और हम हर शाम किनारे पर टहलते थे।"),
        ("th", "ทะเลสงบ และเราเดินเล่นบนชายหาดทุกเย็น"),
        ("ka", "ზღვა მშვიდი იყო და ყოველ საღამოს ნაპირზე დავდიოდით."),
    ],
)
def test_a_text_whose_words_nobody_knows_is_told_by_its_letters(code: str, text: str) -> None:
    seed = Seed("a.txt", f"{text}\n\n{text}\n".encode())
    assert language_of(seed, read(seed)) == code
    assert language_in("nl", seed, read(seed)) == code  # whatever the book is in, whose plan does not say it


def test_a_text_in_latin_letters_is_taken_for_one_in_the_language_of_its_book() -> None:
    seed = Seed("a.txt", f"{TEXTS['sq']}\n".encode())
    assert language_in("nl", seed, read(seed)) == "nl"


def test_what_a_page_says_tells_where_its_words_do_not() -> None:
    page = f"<html lang='vi'><body><p>{TEXTS['vi']}</p><p>{TEXTS['vi']}</p></body></html>"
    seed = Seed("a.html", page.encode(), "html")
    assert language_of(seed, read(seed)) == "vi"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("es", "Esta es la entrada de prueba del sitio de la panadera de Bilbao. La dejamos sin borrar."),
        (
            "fr",
            "Le pain de la région est en vente dans les boutiques de la ville, et les gens en sont contents.",
        ),
        ("pt", "A padaria da Ana abre as portas no domingo, e o forno da casa trabalha como nunca."),
        ("nl", "De bakker van de Hoogstraat gaat in mei met pensioen, en de winkel is dan te koop."),
        ("it", "La mappa del pane di Napoli, in immagini, dalla farina alla tavola della nonna di casa."),
    ],
)
def test_a_short_text_is_not_given_up_for_a_neighbour_of_its_language(code: str, text: str) -> None:
    tongues = rules.tongues() | languages.function_words()
    assert likeliest([text], tongues, rules.neighbours()) == likeliest([text], tongues) == code
