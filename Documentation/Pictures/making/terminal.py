"""Keeps a picture of a terminal in which images are being generated: a run in tmux, of whose screen Chromium draws what
tmux says is there, colours too.

    python terminal.py SOCKET SCRATCH_PATH TO

It is taken when most images are done and others are under way."""

import html
import io
import re
import shutil
import subprocess
import sys
import time

from PIL import Image
from playwright.sync_api import sync_playwright

COLUMNS, LINES = 104, 14
COLOURS = ["#24292f", "#ff7b72", "#56d364", "#e3b341", "#79c0ff", "#d2a8ff", "#76e3ea", "#c9d1d9"]
STYLE = """body { margin: 0; background: #0d1117 }
pre { margin: 0; padding: 18px 20px; color: #c9d1d9; width: max-content;
  font: 15px/1.42 'DejaVu Sans Mono', monospace }"""


def tmux(*words):
    return subprocess.run(["tmux", "-S", sys.argv[1], *words], check=True, capture_output=True, text=True).stdout


def markup(screen):
    """A screen with escape sequences as HTML. Only the sequences that set how text looks are left in it."""
    out, style = [], {}
    for part in re.split(r"(\x1b\[[0-9;]*m)", screen):
        if not part.startswith("\x1b"):
            css = ";".join(f"{key}:{value}" for key, value in style.items())
            out.append(f'<span style="{css}">{html.escape(part)}</span>' if css else html.escape(part))
            continue
        for code in [int(code or 0) for code in part[2:-1].split(";")]:
            if code == 0:
                style = {}
            elif code == 1:
                style["font-weight"] = "bold"
            elif code == 2:
                style["opacity"] = "0.65"
            elif 30 <= code <= 37 or 90 <= code <= 97:
                style["color"] = COLOURS[code % 10]
            elif code == 39:
                style.pop("color", None)
            elif code in (22, 24):
                style.pop("font-weight", None)
    return "".join(out)


tmux("new-session", "-d", "-x", str(COLUMNS), "-y", str(LINES), "env", "PS1=$ ", "bash", "--noprofile", "--norc")
# The scratch path is that of our tests; what is typed is what a user types. For a terminal SwiftPM compiles anew, as
# its compilers may use colours there.
tmux(
    "send-keys",
    f"swift() {{ command swift package --scratch-path '{sys.argv[2]}' \"${{@:2}}\"; }}; "
    "swift package check-images --version; clear",
    "Enter",
)
time.sleep(2)
deadline = time.monotonic() + 600
while tmux("capture-pane", "-p").strip() != "$" and time.monotonic() < deadline:
    time.sleep(0.2)
tmux(
    "send-keys",
    "swift package --allow-writing-to-package-directory --allow-network-connections all generate-images",
    "Enter",
)
deadline = time.monotonic() + 300
while True:
    screen = tmux("capture-pane", "-e", "-p")
    if re.search(r"\] [34]/5, .* left", screen):
        break
    if time.monotonic() > deadline or "exit status" in screen:
        sys.exit(f"The run never looked as it should:\n{screen}")
    time.sleep(0.2)

with sync_playwright() as playwright:
    # Where this runs as root there is no sandbox, and what is shown is ours.
    browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
    page = browser.new_page()
    page.set_content(f"<style>{STYLE}</style><pre>{markup(screen.rstrip())}</pre>")
    shot = page.locator("pre").screenshot()
    browser.close()
Image.open(io.BytesIO(shot)).convert("RGB").quantize(64, dither=Image.Dither.NONE).save(sys.argv[3], optimize=True)
