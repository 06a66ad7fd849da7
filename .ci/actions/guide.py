"""Writes the YAML that the guide shows into files, for the same checks as what can be copied.

A workflow is whole; steps are put into one; and what pre-commit reads is told by `repos`.

Usage: guide.py GUIDE FOLDER
"""

import pathlib
import re
import sys
import textwrap

WORKFLOW = """name: shown
on: push
permissions:
  contents: read # to check out
concurrency:
  group: shown
  cancel-in-progress: true
jobs:
  shown:
    name: shown
    runs-on: ubuntu-24.04
    timeout-minutes: 20
    steps:
"""

guide, folder = map(pathlib.Path, sys.argv[1:])
folder.mkdir(parents=True, exist_ok=True)
for old in folder.iterdir():
    old.unlink()
for number, block in enumerate(re.findall(r"```yaml\n(.*?)```", guide.read_text("utf-8"), re.S), 1):
    if block.startswith("repos:"):
        (folder / f"{number}.pre-commit.yaml").write_text(block)
    elif block.lstrip().startswith("- "):
        (folder / f"{number}.steps.yml").write_text(WORKFLOW + textwrap.indent(textwrap.dedent(block), " " * 6))
    else:
        (folder / f"{number}.workflow.yml").write_text(block)
