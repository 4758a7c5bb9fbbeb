"""The command ``watch`` as a person runs it, and its server as a browser, and as a stranger, calls it."""

from __future__ import annotations

import io
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from tests.builds import ROOT, SAMPLE, copy_of_press
from tests.watching import BASICS, CHOICE, NEW, OLD, PRIMER, Watch, watching

pytestmark = pytest.mark.xdist_group("watch")  # what they share is made once


@pytest.fixture(scope="module")
def watch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watch]:
    """A watch with everything made."""
    with watching(SAMPLE, tmp_path_factory.mktemp("watch"), "--format", "docx", *CHOICE) as watch:
        watch.hear("^up to date")
        yield watch
        assert watch.end() == 0


def is_settled(state: dict[str, Any]) -> bool:
    return state["loaded"] and not state["busy"]


# The command ------------------------------------------------------------------


def test_ctrl_c_ends_it_with_nothing_written(tmp_path: Path) -> None:
    with watching(SAMPLE, tmp_path) as watch:
        watch.hear("^made guides/basics ")
        assert watch.end() == 0
        assert watch.hear("ended") == "the preview has ended"
        assert not [line for line in watch.said if "Traceback" in line]
    assert not (tmp_path / "output").exists()


def test_a_port_in_use_is_wrong_use(watch: Watch) -> None:
    command = [sys.executable, str(ROOT / "build.py"), "--content", str(SAMPLE), "watch", "--port", str(watch.port)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert f"Error: port {watch.port} of 127.0.0.1 is in use by another program" in done.stderr
    assert "Traceback" not in done.stderr


def test_content_that_cannot_be_read_at_first_is_mended(tmp_path: Path) -> None:
    """Errors from the beginning: no pages, but the problems; then, after a save, the pages."""
    with watching(SAMPLE, tmp_path) as watch:
        watch.edit("toolkit.yaml", "format: 1\n", "format: 2\n")
        state = watch.until(lambda state: state["stale"])
        assert [one["code"] for one in state["problems"] if one["severity"] == "error"] == ["M206"]
        watch.edit("toolkit.yaml", "format: 2\n", "format: 1\n")
        watch.until(lambda state: not state["stale"] and bool(state["documents"]))


def test_a_choice_of_documents_is_made_alone(tmp_path: Path) -> None:
    with watching(SAMPLE, tmp_path, "--document", PRIMER) as watch:
        watch.hear("^up to date")
        state = watch.state()
        assert [(one["stem"], one["state"], one["settled"]) for one in state["documents"]] == [(PRIMER, "ready", True)]


def test_styles_and_templates_are_read_anew_and_code_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRESS_CACHE", os.environ.get("PRESS_CACHE", str(ROOT / ".cache")))
    press = copy_of_press(tmp_path / "press")
    style, tokens, template = (
        press / "styles/print.css",
        press / "styles/tokens.yaml",
        press / "templates/document.xhtml",
    )
    with watching(SAMPLE, tmp_path, "--document", PRIMER, press=press) as watch:
        watch.hear("^up to date")
        seen = {watch.card(PRIMER)["version"]}
        for file, more in ((style, "p { color: #123456; }\n"), (template, "\n")):
            file.write_text(file.read_text("utf-8") + more, "utf-8")
            watch.hear("^up to date")
        seen.add(watch.card(PRIMER)["version"])
        assert len(seen) == 2
        whole = tokens.read_text("utf-8")
        tokens.write_text(whole.replace("palette:", "pallette:"), "utf-8")
        state = watch.until(lambda state: bool(state["fault"]))
        assert "pallette" in state["fault"]
        assert watch.get("/look.css").status == 200
        tokens.write_text(whole, "utf-8")
        watch.until(lambda state: not state["fault"] and is_settled(state))
        template.write_text("{% if %}", "utf-8")
        watch.until(lambda state: "TemplateSyntaxError" in state["fault"])
        assert watch.card(PRIMER)["version"] in seen
        assert not watch.state()["restart"]
        code = press / "press" / "problem.py"
        code.write_text(code.read_text("utf-8") + "\n", "utf-8")
        watch.until(lambda state: bool(state["restart"]))
        watch.hear("restart")
        assert watch.end() == 0
        assert not [line for line in watch.said if "Traceback" in line]


# Saves ------------------------------------------------------------------------


def test_a_saved_file_changes_the_pages(watch: Watch) -> None:
    watch.get("/document", stem=PRIMER)
    before = watch.until(is_settled)
    version = watch.card(PRIMER)["version"]
    watch.edit(BASICS, OLD, NEW)
    watch.until(lambda state: is_settled(state) and state["revision"] > before["revision"])
    assert watch.card(PRIMER)["version"] != version
    watch.edit(BASICS, NEW, OLD)
    watch.until(lambda state: is_settled(state) and version in [one["version"] for one in state["documents"]])


def test_errors_leave_the_last_good_pages(watch: Watch) -> None:
    before = watch.until(is_settled)
    watch.edit(BASICS, "title: متى، وبماذا؟", "titel: متى، وبماذا؟")
    state = watch.until(lambda state: state["stale"])
    assert [one["version"] for one in state["documents"]] == [one["version"] for one in before["documents"]]
    error = next(one for one in state["problems"] if one["code"] == "M201")
    assert (error["file"], error["severity"]) == (f"kit/{BASICS}", "error")
    source = json.loads(watch.get("/source", file=error["file"]).body)
    assert source["lines"][error["line"] - 1][error["column"] - 1 :].startswith("titel:")
    assert "title" in error["hint"]
    watch.edit(BASICS, "titel: متى، وبماذا؟", "title: متى، وبماذا؟")
    watch.until(lambda state: not state["stale"] and is_settled(state))


def test_half_a_file_is_no_accident(watch: Watch) -> None:
    whole = (watch.content / BASICS).read_bytes()
    for part in (len(whole) // 3, len(whole) // 2 + 1, 0):  # in the middle of a letter, too
        (watch.content / BASICS).write_bytes(whole[:part])
        time.sleep(0.2)
    watch.until(lambda state: state["stale"])
    (watch.content / BASICS).write_bytes(whole)
    state = watch.until(lambda state: not state["stale"] and is_settled(state))
    assert not state["fault"]


# Pages and sources ------------------------------------------------------------


def test_pages_are_pictures_of_the_pdf(watch: Watch) -> None:
    card = watch.card(PRIMER)
    answer = watch.get(f"/pages/{card['version']}/1.png", width="620")
    assert answer.status == 200
    with Image.open(io.BytesIO(answer.body)) as image:
        assert (image.format, image.width) == ("PNG", 620)
        assert abs(image.height / image.width - 297 / 210) < 0.01
        assert min(image.convert("L").tobytes()) < 80  # something stands there


def test_files_can_be_saved(watch: Watch) -> None:
    card = watch.card(PRIMER)
    assert card["files"] == ["pdf", "docx"]
    pdf = watch.get(f"/files/{card['version']}/nurse.outbreak.pdf")
    with pikepdf.open(io.BytesIO(pdf.body)) as opened:
        assert len(opened.pages) == card["pages"]
    word = watch.get(f"/files/{card['version']}/nurse.outbreak.docx")
    assert word.body.startswith(b"PK")
    assert word.headers["Content-Disposition"] == 'inline; filename="nurse.outbreak.docx"'


def test_units_on_a_page_lead_to_their_lines(watch: Watch) -> None:
    document = json.loads(watch.get("/document", stem="guides/basics").body)
    units = {unit["id"]: unit for sheet in document["sheets"] for unit in sheet}
    unit = units["clean-before-and-after"]
    lines = json.loads(watch.get("/source", file=unit["file"]).body)["lines"]
    assert unit["file"] == f"kit/{BASICS}"
    assert lines[unit["line"] - 1].strip() == "id: clean-before-and-after"
    assert any(OLD in line for line in lines[unit["first"] - 1 : unit["last"]])
    left, top, right, bottom = unit["box"]
    assert 0 < left < right < 1
    assert 0 < top < bottom < 1


def test_events_tell_of_changes(watch: Watch) -> None:
    with socket.create_connection(("127.0.0.1", watch.port), timeout=20) as caller:
        caller.sendall(f"GET /events HTTP/1.1\r\nHost: 127.0.0.1:{watch.port}\r\n\r\n".encode())
        reader = caller.makefile("rb")
        head = b"".join(iter(reader.readline, b"\r\n"))
        assert b" 200 " in head.split(b"\r\n")[0]
        assert b"text/event-stream" in head
        first = reader.readline()
        assert first == f"data: {watch.state()['revision']}\n".encode()
        reader.readline()
        (watch.content / "toolkit.yaml").write_bytes((watch.content / "toolkit.yaml").read_bytes())
        assert int(reader.readline().removeprefix(b"data: ")) > int(first.removeprefix(b"data: "))
    watch.until(is_settled)


# Strangers --------------------------------------------------------------------


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "", "10.0.0.1:{port}"]
)
def test_a_name_of_another_machine_gets_nothing(watch: Watch, host: str) -> None:
    answer = watch.get("/state", {"Host": host.format(port=watch.port)})
    assert answer.status == 421
    assert b"documents" not in answer.body


def test_names_of_this_machine_are_served(watch: Watch) -> None:
    for name in ("127.0.0.1", "localhost"):
        assert watch.get("/state", {"Host": f"{name}:{watch.port}"}).status == 200


def test_another_sites_page_gets_nothing(watch: Watch) -> None:
    for site in ("cross-site", "same-site"):
        assert watch.get("/state", {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "no-cors"}).status == 403
    assert watch.get("/", {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}).status == 200
    assert watch.get("/state", {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors"}).status == 200


def test_it_listens_on_the_loopback_address_alone(watch: Watch) -> None:
    listening = [line.split() for line in Path("/proc/net/tcp").read_text("ascii").splitlines()[1:]]
    own = [columns[1] for columns in listening if columns[3] == "0A" and columns[1].endswith(f":{watch.port:04X}")]
    assert own == [f"0100007F:{watch.port:04X}"]
    six = Path("/proc/net/tcp6")
    assert not six.exists() or f":{watch.port:04X} " not in "".join(
        line for line in six.read_text("ascii").splitlines() if " 0A " in line
    )


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/../build.py",
        "/%2e%2e/build.py",
        "/page.html",
        "/server.py",
        "//etc/passwd",
        "/fonts/../../build.py",
        "/fonts/..%2f..%2fbuild.py",
        "/fonts/%2fetc%2fpasswd",
        "/source?file=../build.py",
        "/source?file=/etc/passwd",
        "/source?file=kit/../../build.py",
        "/source?file=kit/assets/wash-steps.svg",
        "/source",
        "/document?stem=../x",
        "/document",
        "/pages/0123/1.png?width=100",
        "/pages/{version}/0.png?width=100",
        "/pages/{version}/999.png?width=100",
        "/pages/{version}/-1.png?width=100",
        "/pages/{version}/%C2%B2.png?width=100",
        "/pages/{version}/1.png?width=1e9",
        "/pages/{version}/1.png",
        "/files/{version}/other.pdf",
        "/files/{version}/nurse.outbreak.print.pdf",
        "/files/{version}/..%2f..%2fbuild.py",
    ],
)
def test_what_there_is_not_is_not_found(watch: Watch, path: str) -> None:
    asked = path.format(version=watch.card(PRIMER)["version"])
    assert watch.get(asked).status == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_there_is_nothing_to_be_changed(watch: Watch, method: str) -> None:
    assert watch.get("/state", method=method).status == 501


def test_nothing_from_elsewhere_can_get_in(watch: Watch) -> None:
    for path in ("/", "/state", "/page.js", "/nothing"):
        headers = watch.get(path).headers
        rules = dict(rule.split(" ", 1) for rule in headers["Content-Security-Policy"].split("; "))
        assert rules["default-src"] == rules["frame-ancestors"] == rules["base-uri"] == "'none'"
        assert set(rules.values()) == {"'none'", "'self'"}
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "Access-Control-Allow-Origin" not in headers
    for file in ("/", "/page.css", "/page.js", "/problems.js", "/source.js", "/status.js", "/look.css"):
        assert b"http://" not in watch.get(file).body.replace(b"http://www.w3.org/2000/svg", b"")
        assert b"https://" not in watch.get(file).body


def test_a_wide_picture_is_kept_within_bounds(watch: Watch) -> None:
    answer = watch.get(f"/pages/{watch.card(PRIMER)['version']}/1.png", width="99999")
    with Image.open(io.BytesIO(answer.body)) as image:
        assert image.width == 3200
