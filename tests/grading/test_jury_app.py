"""The assessors' pages over HTTP: who comes in, what each may see, what is written."""

import asyncio
import http.cookiejar
import re
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import html
from tornado import httpserver, netutil

from tests.jury import CRITERIA, decide, grading, mark, name_learners, opened
from tpelib.assess.exam.folder import ExamFolder
from tpelib.assess.exam.session import ExamSession
from tpelib.assess.jury.app import server as serving_module
from tpelib.assess.jury.app.server import application, entrance, secret_of
from tpelib.assess.jury.desk import Desk
from tpelib.base import french
from tpelib.base.errors import TpeError
from tpelib.engine.dossier import Dossier

KEY = b"k" * 32
TEMPLATES = Path(serving_module.__file__).parent / "templates"
MARKUP = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'


@dataclass
class Server:
    """A running server and its desk."""

    desk: Desk
    base: str


@dataclass
class Answer:
    """What the server answered."""

    status: int
    url: str
    text: str
    headers: dict[str, str]

    @property
    def words(self) -> str:
        """What one reads on the page."""
        root = html.fromstring(self.text)
        for unseen in root.xpath("//script|//style"):
            unseen.drop_tree()
        return " ".join(root.text_content().replace("\u202f", " ").split())


@dataclass
class Client:
    """A browser without scripts: cookies, links and forms."""

    base: str
    jar: http.cookiejar.CookieJar = field(default_factory=http.cookiejar.CookieJar)

    def get(self, path: str) -> Answer:
        return self._ask(self.base + path)

    def post(self, path: str, page: Answer | None = None, **fields: str | list[str]) -> Answer:
        """Send a form, with the token of the page it stands on."""
        page = page or self.get(path)
        token = re.search(r'name="_xsrf" value="([^"]+)"', page.text)
        given = {**fields, "_xsrf": token[1] if token else ""}
        return self._ask(self.base + path, urllib.parse.urlencode(given, doseq=True).encode())

    def _ask(self, address: str, data: bytes | None = None, cookie: str = "") -> Answer:
        headers = {"Cookie": cookie} if cookie else {}
        request = urllib.request.Request(address, data, headers)  # noqa: S310  # our own server
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        try:
            with opener.open(request) as answer:
                return Answer(
                    answer.status, answer.url, answer.read().decode(errors="replace"), dict(answer.headers)
                )
        except urllib.error.HTTPError as refusal:
            with refusal:
                return Answer(refusal.code, refusal.url, refusal.read().decode(), dict(refusal.headers))


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """Serve a session of three candidates, one of whom is called by some markup."""
    desk = opened(folder, "ali", "zoe", "eve", declared=False)
    name_learners(
        folder / "gradebook.db", {"ali": ("Ali", "Ben"), "eve": ("Ève", MARKUP), "zoe": ("Zoé", "Martin")}
    )
    sockets = netutil.bind_sockets(0, "127.0.0.1")
    started: threading.Event = threading.Event()
    loop = asyncio.new_event_loop()

    async def start() -> httpserver.HTTPServer:
        running = httpserver.HTTPServer(application(desk, KEY))
        running.add_sockets(sockets)
        started.set()
        return running

    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    running = asyncio.run_coroutine_threadsafe(start(), loop).result()
    yield Server(desk, f"http://127.0.0.1:{sockets[0].getsockname()[1]}")

    async def stop() -> None:
        running.stop()
        await running.close_all_connections()
        await loop.shutdown_default_executor()

    asyncio.run_coroutine_threadsafe(stop(), loop).result()
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()
    desk.store.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Serve a session of one's own."""
    with serving(tmp_path) as found:
        yield found


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve a session that is only looked at, shared by all who do."""
    with serving(tmp_path_factory.mktemp("seen")) as found:
        yield found


def entered(server: Server, who: str, *, declared: bool = True) -> Client:
    """Come in as an assessor."""
    client = Client(server.base)
    page = client.get(entrance(KEY, who))
    assert page.status == 200
    if declared and page.url.endswith("/declaration"):
        assert client.post("/declaration", page, declare="oui").url.endswith("/")
    return client


# ── Who comes in ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/session", "/candidat/ali", "/candidat/ali/cr1", "/candidat/ali/accord", "/declaration"),
        *("/session/resultats.csv", "/candidat/ali/proces-verbal.pdf"),
        *("/entrer", "/entrer?qui=durand&cle=faux", "/entrer?qui=intrus&cle=faux"),
        *(entrance(KEY, "durand").replace("durand", "petit"), entrance(b"x" * 32, "durand")),
    ],
)
def test_nobody_comes_in_without_their_own_address(seen: Server, path: str) -> None:
    """Is every page shut to who has no key, the key of another, or one of another session?"""
    page = Client(seen.base).get(path)
    assert page.status == 401
    assert "Entrez par l’adresse que l’on vous a donnée" in page.words
    assert "Ali" not in page.text


def test_a_cookie_cannot_be_made_up(seen: Server) -> None:
    """Is a cookie that somebody wrote themselves worth nothing?"""
    assert Client(seen.base)._ask(seen.base, cookie="jury=durand").status == 401


def test_the_key_is_made_once_and_kept_to_oneself(tmp_path: Path) -> None:
    """Do addresses last from one start to the next, under a key only its owner reads?"""
    assert secret_of(tmp_path) == secret_of(tmp_path)
    path = tmp_path / ".tpe" / "jury.cle"
    assert path.stat().st_mode & 0o077 == 0
    before = secret_of(tmp_path)
    path.unlink()
    assert secret_of(tmp_path) != before
    for damaged in ("", "abcd", "pas une clé"):
        path.write_text(damaged, encoding="utf-8")
        with pytest.raises(TpeError, match="supprimez ce fichier"):
            secret_of(tmp_path)


def test_one_declares_before_seeing_anybody(server: Server) -> None:
    """Is every page held back until the assessor has declared no conflict of interest, and is it kept?"""
    client = entered(server, "durand", declared=False)
    for path in ("/", "/candidat/ali", "/session"):
        assert client.get(path).url.endswith("/declaration")
    refused = client.post("/declaration")
    assert (refused.status, "Cochez la case" in refused.words) == (409, True)
    client.post("/declaration", declare="oui")
    assert server.desk.store.declared() == {"durand"}
    assert client.get("/").words.count("Ali Ben") == 2


def test_a_form_of_another_site_does_nothing(server: Server) -> None:
    """Is a press that does not come from our own page refused, in French?"""
    client = entered(server, "durand")
    answer = client.post("/candidat/ali", Answer(200, "", "", {}), action="recuser")
    assert answer.status == 403
    assert "ouverte depuis trop longtemps" in answer.words
    assert server.desk.store.history("ali") == []


def test_one_leaves(server: Server) -> None:
    """Does « Sortir » forget who was there?"""
    client = entered(server, "durand")
    assert client.post("/sortir", client.get("/")).status == 401


@pytest.mark.parametrize(
    "path", ["/", "/candidat/ali", "/candidat/ali/cr1", "/nulle-part", "/session/resultats.csv"]
)
def test_every_page_keeps_to_itself(seen: Server, path: str) -> None:
    """Do pages refuse outside scripts, frames and caches, and name no outside address?"""
    page = entered(seen, "durand").get(path)
    policy = page.headers["Content-Security-Policy"]
    for rule in ("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "form-action 'self'"):
        assert rule in policy.split("; ")
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert page.headers["Cache-Control"] == "no-store"
    assert "Server" not in page.headers
    loaded = [
        address
        for node in html.fromstring(page.text).xpath("//script|//link|//img|//form")
        for key, address in node.items()
        if key in ("src", "href", "action")
    ]
    assert not [address for address in loaded if re.match(r"(?:https?:)?//", address)]


@pytest.mark.parametrize(
    "path",
    ["/candidat/personne", "/candidat/..%2Fali", "/candidat/ali/cr9", "/rien", "/session/resultats.exe"],
)
def test_a_wrong_address_is_told_in_french(seen: Server, path: str) -> None:
    """Does every wrong address get a page in French that leads back?"""
    page = entered(seen, "durand").get(path)
    assert page.status in (404, 409)
    assert "Revenir aux candidats" in page.words
    assert "Traceback" not in page.text


# ── Grading ───────────────────────────────────────────────────────────────────────────────────────


def test_the_whole_way_without_a_script(server: Server) -> None:
    """From the list to the decision and its minutes, can two assessors do it all by forms alone?"""
    durand, petit = entered(server, "durand"), entered(server, "petit")
    for client, level in ((durand, "2"), (petit, "1")):
        slug = "cr1"
        for _ in CRITERIA:
            page = client.get(f"/candidat/ali/{slug}")
            wanted = level if slug == "cr4" else "2"
            saved = client.post(
                f"/candidat/ali/{slug}",
                page,
                niveau=wanted,
                raison="Trop de trous.\r\nRelire.",
                action="suivant",
            )
            assert saved.status == 200
            slug = saved.url.rpartition("/")[2]
        assert slug.startswith("ali")
        client.post("/candidat/ali", action="fiche", identite="oui", mesure=["temps", "pauses"], incidents="")
        assert "Terminer ma notation" in client.get("/candidat/ali").words
        done = client.post("/candidat/ali", action="terminer")
        following = html.fromstring(done.text).xpath("//a[starts-with(., 'Continuer')]/@href")
        assert following == ["/candidat/zoe"]
    page = petit.get("/candidat/ali/accord")
    assert "1 écart à régler : Cr4." in page.words.replace("\u00a0", " ")
    refused = petit.post("/candidat/ali/accord", page, action="confirmer")
    assert (refused.status, "Mettez-vous d’accord d’abord" in refused.words) == (409, True)
    unsaid = petit.post("/candidat/ali/accord", page, action="cr4", niveau="1", raison=" ")
    assert (unsaid.status, "Écrivez pourquoi" in unsaid.words) == (409, True)
    petit.post("/candidat/ali/accord", page, action="cr4", niveau="1", raison="Deux mois vides.")
    for client in (petit, durand):
        client.post("/candidat/ali/accord", action="confirmer")
    sheet = server.desk.store.sheet("ali")
    assert sheet.decided
    assert sheet.final()["Cr4"].reason == "Deux mois vides."
    assert sheet.final()["Cr1"].reason == "Trop de trous.\nRelire."
    assert sheet.facts.measures == ("temps", "pauses")
    assert sheet.artefacts == server.desk.work(server.desk.candidate("ali")).digest
    page = durand.get("/candidat/ali")
    assert "Certification non obtenue" in page.words
    for form in ("docx", "pdf"):
        assert durand.get(f"/candidat/ali/proces-verbal.{form}").status == 200
    assert "Deux mois vides." in durand.get("/candidat/ali/lettre.html").words
    assert "0 certification sur 1 décision." in durand.get("/session").words.replace("\u00a0", " ")
    durand.post("/candidat/ali", page, action="rouvrir", raison="Erreur de candidat.")
    assert not server.desk.store.sheet("ali").decided


def test_what_cannot_be_saved_stays_on_the_page(server: Server) -> None:
    """Does a refused reason stay in the form with the level, under a sentence that says what to change?"""
    client = entered(server, "durand")
    page = client.post("/candidat/ali/cr1", niveau="1", raison="Candidate dyslexique.", action="rester")
    assert page.status == 409
    assert "parle de santé" in page.words
    root = html.fromstring(page.text)
    assert root.get_element_by_id("raison").text.strip() == "Candidate dyslexique."
    assert root.xpath("//input[@name='niveau'][@checked]/@value") == ["1"]
    assert root.xpath("//*[@role='alert']")
    assert root.findtext(".//title").startswith("Erreur")
    assert server.desk.store.history("ali") == []
    for wrong in ("", "4", "-1", "²", "10"):
        page = client.post("/candidat/ali/cr1", niveau=wrong, raison="x", action="rester")
        assert (page.status, "Choisissez un niveau de 0 à 3" in page.words) == (409, True)


def test_facts_that_cannot_be_saved_stay_on_the_page(server: Server) -> None:
    """Does a refused incident stay in its form with all the rest, for the assessor to change?"""
    client = entered(server, "durand")
    fields = {"identite": "oui", "mesure": ["pauses"], "incidents": "Crise d’épilepsie.", "sujet": "12"}
    page = client.post("/candidat/ali", action="fiche", **fields)
    assert (page.status, "parle de santé" in page.words) == (409, True)
    root = html.fromstring(page.text)
    assert root.get_element_by_id("incidents").text.strip() == "Crise d’épilepsie."
    assert root.xpath("//input[@checked]/@value") == ["oui", "pauses"]
    assert root.get_element_by_id("sujet").get("value") == "12"
    assert not server.desk.store.sheet("ali").facts.identity


def test_pressing_twice_writes_once(server: Server) -> None:
    """Is the same level saved again no new line of the history?"""
    client = entered(server, "durand")
    for _ in range(2):
        page = client.post("/candidat/ali/cr1", niveau="2", raison="", action="rester")
        assert "Enregistré le" in page.words
    assert len(server.desk.store.history("ali")) == 1


def test_who_trained_the_candidate_reads_nothing_and_writes_nothing(server: Server) -> None:
    """Is a trainer shown that the candidate is not theirs to assess, and is every press refused?"""
    client = entered(server, "moreau")
    page = client.get("/candidat/zoe")
    assert "un autre évaluateur doit le noter" in page.words
    assert not html.fromstring(page.text).xpath("//main//form")
    assert not html.fromstring(client.get("/candidat/zoe/cr1").text).xpath("//main//form")
    for action in ("terminer", "fiche", "recuser"):
        assert client.post("/candidat/zoe", client.get("/"), action=action).status == 409
    refused = client.post("/candidat/zoe/cr1", client.get("/"), niveau="2", raison="")
    assert (refused.status, "Vous avez formé ce candidat" in refused.words) == (409, True)
    assert server.desk.store.history("zoe") == []


def test_who_steps_aside_is_out(server: Server) -> None:
    """Can an assessor step aside by one press, and is the seat free again?"""
    client = entered(server, "durand")
    client.post("/candidat/ali/cr1", niveau="2", raison="", action="rester")
    page = client.post("/candidat/ali", action="recuser")
    assert "un autre évaluateur doit le noter" in page.words
    assert server.desk.store.sheet("ali").seats == ()


# ── What each may see ─────────────────────────────────────────────────────────────────────────────

PAGES = (
    "/",
    "/session",
    "/candidat/ali",
    *(f"/candidat/ali/{k.lower().replace('.', '-')}" for k in CRITERIA),
)
ONLY_MINE = "Mon secret d’évaluatrice."


def test_the_first_grading_is_nowhere_before_the_second(server: Server) -> None:
    """Is no level, no reason of the first assessor on any page or document the second can open?"""
    durand, petit = entered(server, "durand"), entered(server, "petit")
    server.desk.store.record(
        [mark("durand", "ali", key, 3, ONLY_MINE) for key in CRITERIA], server.desk.session
    )
    server.desk.store.record(grading("petit", "ali", 2)[:-1], server.desk.session)
    durand.post("/candidat/ali", action="terminer")
    for path in PAGES:
        assert ONLY_MINE not in petit.get(path).words
        assert "Maîtrise checked" not in petit.get(path).text
    root = html.fromstring(petit.get("/candidat/ali/cr1").text)
    assert root.xpath("//input[@name='niveau'][@checked]/@value") == ["2"]
    assert petit.get("/candidat/ali/accord").status == 409
    for form in ("csv", "xlsx"):
        assert "ali" not in petit.get(f"/session/resultats.{form}").text
    assert petit.get("/candidat/ali/lettre.html").status == 409
    third = entered(server, "moreau")
    assert all(ONLY_MINE not in third.get(path).words for path in PAGES)
    assert ONLY_MINE in durand.get("/candidat/ali/cr1").words
    petit.post("/candidat/ali", action="terminer")
    assert ONLY_MINE in petit.get("/candidat/ali/accord").words
    assert ONLY_MINE in petit.get("/candidat/ali").words
    assert third.get("/candidat/ali/accord").status == 409
    assert ONLY_MINE not in third.get("/candidat/ali").words


def test_nothing_typed_by_anybody_runs(server: Server) -> None:
    """Are names, answers, reasons and incidents full of markup shown as they were typed, on every page?"""
    folder = server.desk.work(server.desk.candidate("eve"))._folder
    Dossier(folder).save("c1-entreprise", {"name": MARKUP, "place": MARKUP})
    durand, petit = entered(server, "durand"), entered(server, "petit")
    for client in (durand, petit):
        for key in CRITERIA:
            slug = key.lower().replace(".", "-")
            client.post(f"/candidat/eve/{slug}", niveau="1", raison=MARKUP, action="rester")
        client.post("/candidat/eve", action="fiche", identite="oui", incidents=MARKUP)
        client.post("/candidat/eve", action="terminer")
    pages = [
        "/",
        f"/?nom={urllib.parse.quote(MARKUP)}",
        "/candidat/eve",
        "/candidat/eve/cr1",
        "/candidat/eve/accord",
    ]
    for path in pages:
        page = durand.get(path)
        assert page.status == 200
        root = html.fromstring(page.text)
        assert root.xpath("//img[@src='x']") == []
        assert [node.get("src") for node in root.xpath("//script")] == ["/jury.js"]
        assert not root.xpath("//@onerror")
        assert MARKUP in page.words or MARKUP in "".join(root.xpath("//textarea/text()|//input/@value"))


# ── The list ───────────────────────────────────────────────────────────────────────


def test_a_list_is_filtered_by_name_and_by_state(server: Server) -> None:
    """Does an assessor find one name, those still to grade, those decided, and the next one to do?"""
    client, other = entered(server, "durand"), entered(server, "petit")
    decide(server.desk.store, server.desk.session, "zoe", 2)
    server.desk.store.record([mark("durand", "ali", "Cr1", 2)], server.desk.session)

    def listed(query: str, who: Client = client) -> list[str]:
        root = html.fromstring(who.get(f"/?{query}").text)
        return [" ".join(node.text_content().split()) for node in root.xpath("//tbody/tr/th")]

    assert len(listed("")) == 3
    assert listed("nom=MARTIN") == ["Zoé Martin"]
    assert listed("etat=decides") == ["Zoé Martin"]
    assert listed("etat=a-noter") == ["Ali Ben", f"Ève {MARKUP}"]
    assert listed("etat=decides&nom=ali") == []
    assert listed("etat=nimporte") == listed("")
    assert "Continuer : Ali Ben" in client.get("/").words.replace("\u00a0", " ")
    assert "1 candidat décidé sur 3" in other.get("/").words.replace("\u00a0", " ")
    assert "1 sur 8" in client.get("/").words


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.html")), ids=lambda path: path.stem)
def test_the_words_of_the_pages_are_set_as_french_is(path: Path) -> None:
    """Do colons, question marks and quotation marks have their no-break spaces, apostrophes their curve?"""
    parts = re.split(r"(\{\{.*?\}\}|\{%.*?%\}|<[^>]+>)", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for text in parts[::2]:
        assert text == french.typography(text)


# ── The exam at the certifier's ───────────────────────────────────────────────────────────────────


def test_a_sealed_exam_is_read_and_goes_into_the_minutes(server: Server, tmp_path: Path) -> None:
    """Once its folder is brought, are its answers shown beside the subject, and its seal kept without being typed?"""
    now = datetime(2027, 4, 12, 9, 0, tzinfo=UTC)
    exams = ExamSession(tmp_path / "examen", now)
    folder = ExamFolder.prepare(tmp_path / "epreuves" / "ali", exams, "c-017", minutes=60, now=now)
    client = entered(server, "durand")
    assert "Rien à vérifier" in client.get("/candidat/ali").words
    seal = folder.close(now, exams).digest

    page = client.get("/candidat/ali")
    assert f"sujet n° {folder.subject.number}" in page.words
    assert "s’écrivent d’eux-mêmes au procès-verbal" in page.words
    evidence = client.get("/candidat/ali/epreuve")
    assert evidence.status == 200
    assert "Les deux réponses" in evidence.words
    client.post("/candidat/ali", action="fiche", identite="oui", incidents="", sujet="autre", cloture="")
    facts = server.desk.store.sheet("ali").facts
    assert (facts.subject, facts.seal) == (f"n° {folder.subject.number}", seal)

    (folder.course / "ajout.txt").write_text("plus tard", encoding="utf-8")
    assert "« examen/ajout.txt » a été ajouté" in client.get("/candidat/ali").words.replace("\u00a0", " ")
    assert client.get("/candidat/ali/epreuve").status == 409
    assert client.get("/candidat/zoe/epreuve").status == 404
