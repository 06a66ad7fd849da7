"""Shows a page in Chromium and keeps what is to be seen of it.

    python page.py FILE[#FRAGMENT] WIDTH HEIGHT TO [MODE]

With MODE, the page compares two pictures in that way, such as `slider`. Without, the picture ends below the last card
or family that HEIGHT does not cut."""

import io
import os
import shutil
import sys

from PIL import Image
from playwright.sync_api import sync_playwright

file, width, height, target = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
with sync_playwright() as playwright:
    # Where this runs as root there is no sandbox, and what is shown is ours.
    browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="light")
    page.goto("file://" + os.path.abspath(file))
    page.wait_for_load_state("networkidle")
    if len(sys.argv) > 5:
        page.click(f"[data-mode={sys.argv[5]}]")
    page.wait_for_timeout(800)
    clip = None
    if len(sys.argv) <= 5 and "#" not in file:
        ends = "all => Math.max(...all.map(one => one.getBoundingClientRect().bottom).filter(end => end < innerHeight))"
        end = page.eval_on_selector_all(".card, .family", ends)
        clip = {"x": 0, "y": 0, "width": width, "height": min(height, round(end) + 18)}
    shot = page.screenshot(clip=clip)
    browser.close()
Image.open(io.BytesIO(shot)).convert("RGB").quantize(256, dither=Image.Dither.NONE).save(target, optimize=True)
