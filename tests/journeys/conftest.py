"""Whole stories, in a real browser, on a site that is really served."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator

import pytest
from tests.website.conftest import reader, site  # noqa: F401


def find_chromium() -> str:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not path:
        pytest.skip("there is no Chromium on this machine (apt-get install chromium)")
    return path


@pytest.fixture(scope="session")
def address(site, tmp_path_factory) -> Iterator[str]:  # noqa: F811
    """The site, served by the server that keepers use, on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    environment = {name: text for name, text in os.environ.items() if not name.startswith("CONTRECHAMP_")}
    environment |= {"CONTRECHAMP_ARCHIVE": str(site.archive), "CONTRECHAMP_DEVELOPMENT": "1"}
    log = (tmp_path_factory.mktemp("serve") / "log").open("w")
    server = subprocess.Popen(
        [*command, "contrechamp.website.wsgi:application"], env=environment, stdout=log, stderr=log
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/robots.txt")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()
        log.close()


def wait_for(url: str) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{url} does not answer")


@pytest.fixture(scope="module")  # its event loop must end before other tests use Django in this process
def browser(site) -> Iterator:  # noqa: F811
    """Debian's Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        yield chromium
        chromium.close()
