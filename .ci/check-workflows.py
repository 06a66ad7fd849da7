"""Holds each script inside of a workflow, an action or GitLab's file to what the linters of YAML do not look at.

shellcheck reads it; no expression is part of it; and every action is pinned to one commit, the same one everywhere.

Usage: check-workflows.py SHELLCHECK FILE...
"""

import pathlib
import re
import subprocess
import sys

import ruamel.yaml


def steps(value):
    """All mappings in it that look like steps or jobs, wherever they are."""
    if isinstance(value, dict):
        yield value
        value = value.values()
    elif not isinstance(value, list):
        return
    for part in value:
        yield from steps(part)


def scripts(step):
    if isinstance(step.get("run"), str):
        yield step["run"]
    for key in ("script", "before_script"):  # GitLab's
        if isinstance(step.get(key), list):
            yield "\n".join(step[key])


def faults(shellcheck, path, pins):
    document = ruamel.yaml.YAML(typ="safe", pure=True).load(path.read_text("utf-8"))
    for step in steps(document):
        for script in scripts(step):
            if "${{" in script:
                yield f"{path}: an expression inside of a script, which would be part of it: {script.strip()}"
            # 2016: what another shell is to expand stands in single quotes.
            options = ["--shell=bash", "--color=never", "--exclude=SC2016"]
            ended = subprocess.run([shellcheck, *options, "-"], input=script, capture_output=True, text=True)
            if ended.returncode != 0:
                yield f"{path}: {ended.stdout}"
        used = step.get("uses")
        if not isinstance(used, str) or used.startswith("./"):
            continue
        if used.startswith("swift-image-assets/"):
            yield from misused(path, step)
            continue
        action, _, commit = used.partition("@")
        if not re.fullmatch(r"[0-9a-f]{40}", commit):
            yield f"{path}: {used} is not pinned to a commit"
        repository = "/".join(action.split("/")[:2])
        if pins.setdefault(repository, commit) != commit:
            yield f"{path}: {used}, and elsewhere {repository}@{pins[repository]}"


def misused(path, step):
    """What is given to our action and is no input of it."""
    inputs = ruamel.yaml.YAML(typ="safe", pure=True).load(pathlib.Path("action.yml"))["inputs"]
    for name in step.get("with", {}):
        if name not in inputs:
            yield f"{path}: action.yml has no input {name}"


if __name__ == "__main__":
    shellcheck, *paths = sys.argv[1:]
    pins = {}
    found = [fault for path in paths for fault in faults(shellcheck, pathlib.Path(path), pins)]
    for fault in found:
        print(fault, file=sys.stderr)
    if found:
        sys.exit(1)
    print(f"{len(paths)} files of GitHub and GitLab: schemas, scripts, {len(pins)} pinned actions")
