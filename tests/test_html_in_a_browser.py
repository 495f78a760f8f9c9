"""Pages in a browser: nothing is fetched, nothing runs, and paper and phones show all of it."""

import json
import re
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from indicator_engine.model import Text
from indicator_engine.report import html
from tests.evaluations import derived, evaluation, group, leaf
from tests.pages import Page, published

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BROWSER = next(filter(None, map(shutil.which, BROWSERS)), None)
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--enable-logging=stderr",
)  # fmt: skip
CONSOLE = re.compile(r"CONSOLE.*")
NARROW = 390  # pixels across, of a phone held upright

if BROWSER is None:
    pytest.skip("no Chromium on this machine", allow_module_level=True)


class Browser:
    """A browser that opens files, each time as if for the first time."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.console = folder, [""]

    def opened(self, page: str, *flags: str) -> str:
        """Return what the browser prints when it opens a page, and keep what its console says."""
        file = self.folder / "page.html"
        file.write_text(page, encoding="utf-8")
        profile = self.folder / "profile"
        shutil.rmtree(profile, ignore_errors=True)
        command = [str(BROWSER), *FLAGS, f"--user-data-dir={profile}", *flags, file.as_uri()]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr
        self.console = CONSOLE.findall(done.stderr)
        return done.stdout

    def printed(self, page: str) -> str:
        """Return the text of a page on paper."""
        paper = self.folder / "page.pdf"
        self.opened(page, f"--print-to-pdf={paper}", "--no-pdf-header-footer")
        command = ["pdftotext", "-layout", str(paper), "-"]
        return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout

    def asked(self, page: str, question: str, width: int, *flags: str) -> Any:  # noqa: ANN401 - of a script
        """Return what a script finds of a page in a frame of some width; it may run there alone."""
        frame = re.sub(r"<meta http-equiv[^>]*>", "", page)
        around = (
            f"<iframe style='width:{width}px;height:900px;border:0'></iframe><script>"
            f"const frame = document.querySelector('iframe'); frame.srcdoc = {_text(frame)};"
            "frame.onload = () => { const page = frame.contentDocument;"
            f"document.title = JSON.stringify({question}); }};</script>"
        )
        return json.loads(
            next(Page(_cleaned(self.opened(around, "--dump-dom", *flags))).texts("title"))
        )


def _text(page: str) -> str:
    """Return a page as a text of a script."""
    return json.dumps(page).replace("</", "<\\/")


def _cleaned(dumped: str) -> str:
    """Return the title of what the browser dumped: the rest is the page itself, as an attribute."""
    found = re.search(r"<title>.*?</title>", dumped, re.DOTALL)
    assert found is not None, dumped[-300:]
    return found.group()


@pytest.fixture(name="browser")
def _browser(tmp_path: Path) -> Browser:
    return Browser(tmp_path)


@pytest.fixture(name="visits")
def _visits() -> Iterator[tuple[str, list[str]]]:
    """Yield the address of a server, and what it was asked for."""
    asked: list[str] = []

    class Visits(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Visits)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def luring(address: str) -> str:
    """Return a text that would have a browser visit an address, were it no text."""
    return (
        f"</title></style><img src='{address}/a'><script>fetch('{address}/b')</script>"
        f"<style>@import '{address}/c';</style><link rel=stylesheet href='{address}/d'>"
    )


def test_nothing_is_fetched_and_nothing_runs(
    browser: Browser, visits: tuple[str, list[str]]
) -> None:
    address, asked = visits
    text = luring(address)
    title = Text(zh=text, en=text)
    one = evaluation(group("total", leaf("a", title=title, note=text, source=title)), title=title)
    browser.opened(html.render(one), "--dump-dom")
    assert asked == []
    assert browser.console == []
    browser.opened(f"<title>{text}", "--dump-dom")  # so it would have been seen
    assert "/a" in asked


def test_the_policy_holds_what_escaping_would_not(
    browser: Browser, visits: tuple[str, list[str]]
) -> None:
    """Were an element of the data to get in, the browser would not follow it."""
    address, asked = visits
    page = published().replace("<main>", f"<main>{luring(address)}")
    browser.opened(page, "--dump-dom")
    assert asked == []
    assert any("Content Security Policy" in line for line in browser.console)


def test_the_console_stays_empty(browser: Browser) -> None:
    """The style is the one that the policy names."""
    browser.opened(published(), "--dump-dom")
    assert browser.console == []
    browser.opened("<script>console.error('x')</script>", "--dump-dom")  # so it would be seen
    assert len(browser.console) == 1


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="no pdftotext on this machine")
@pytest.mark.parametrize("opened", [True, False], ids=["open", "closed"])
def test_paper_has_all_of_it(browser: Browser, *, opened: bool) -> None:
    """Also what the reader has closed: every indicator, its score, its formula, its source."""
    page = published() if opened else published().replace("<details open", "<details")
    paper = "".join(browser.printed(page).split())
    read = Page(published())
    told = [*read.texts("th", "td", "dt", "code"), *read.texts("strong", "dd", "li", "a")]
    lost = [each for each in told if "".join(each.split()) not in paper]
    # A text that ends a line beside another, or a page, is told in parts.
    assert [each for each in lost if not _in_parts(each, paper)] == []


def _in_parts(text: str, paper: str) -> bool:
    """Tell whether all runs of eight characters are there, but a few across line ends."""
    whole = "".join(text.split())
    runs = [whole[place : place + 8] for place in range(0, max(1, len(whole) - 7), 4)]
    return sum(run in paper for run in runs) >= 0.6 * len(runs)


def long() -> str:
    """Return a page whose texts have no place to be broken at."""
    text = "x" * 400
    title = Text(zh=text, en=text)
    told: dict[str, Any] = {"title": title, "note": text, "source": title, "tags": (text, text)}
    below = [leaf(text, formula=text, **told), leaf("b", **told)]
    for depth in range(12):
        below = [group(f"{text}{depth}", *below, title=title)]
    known = derived("d", title=title, type="text", value=text, printed=None)
    return html.render(evaluation(*below, title=title, grade="x" * 40, derived_values=(known,)))


@pytest.mark.parametrize("width", [NARROW, 820, 1280])
@pytest.mark.parametrize("page", [published, long], ids=["published", "long"])
def test_no_width_cuts_anything_off(browser: Browser, page: Callable[[], str], width: int) -> None:
    widest = browser.asked(
        page(),
        "Math.max(page.documentElement.scrollWidth, ...[...page.querySelectorAll('*')].map(each => each.getBoundingClientRect().right))",
        width,
    )
    assert 0 < widest <= width


@pytest.mark.parametrize(("scheme", "ground"), [(1, "rgb(255, 255, 255)"), (0, "rgb(17, 21, 26)")])
def test_the_reader_chooses_light_or_dark(browser: Browser, scheme: int, ground: str) -> None:
    asked = "frame.contentWindow.getComputedStyle(page.body).backgroundColor"
    chosen = f"--blink-settings=preferredColorScheme={scheme}"
    assert browser.asked(published(), asked, 820, chosen) == ground
