"""GitLab's file, and the hook of pre-commit by pre-commit itself."""

import pathlib
import shutil
import subprocess
import sys

from expect import equal, holds, lacks
from machine import KEY, ROOT, Machine, image
from runner import load
from service import Service

GOOD = [image("fox", "A fox"), image("owl", "An owl")]


def _gitlab(machine, job, workspace, **variables):
    """The job's script as GitLab's shell runs it: line by line in one bash that stops at the first failure."""
    file = load(ROOT / "Documentation/Workflows/gitlab-ci.yml")
    script = "\n".join(file[".images"]["before_script"] + file[job]["script"])
    environment = machine.environment() | {
        "CI_DEFAULT_BRANCH": "main",
        "CI_JOB_ID": "77",
        "CI_SERVER_HOST": "gitlab.example.org",
        "CI_PROJECT_URL": str(machine.remote).removesuffix(".git"),
        **{name: str(value) for name, value in file[job].get("variables", {}).items()},
        **variables,
    }
    command = ["bash", "-eo", "pipefail", "-c", script]
    return subprocess.run(
        command, cwd=workspace, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def gitlab_gets_a_report_also_of_what_is_out_of_date(folder):
    machine = Machine(folder)
    machine.commit(GOOD, placeholders=True)
    clone = machine.clone()
    equal(_gitlab(machine, "images", clone).returncode, 1)
    holds((clone / "images.xml").read_text(), "<testsuites", 'name="owl"', 'type="placeholder"')


def gitlab_gets_a_gallery_of_a_merge_request(folder):
    machine = Machine(folder)
    clone = machine.commit(GOOD, placeholders=True)
    base = machine.git("rev-parse", "HEAD", at=clone)
    clone = machine.commit([GOOD[0], image("owl", "An owl at night")], placeholders=True)
    ended = _gitlab(machine, "gallery", clone, CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    equal(ended.returncode, 0, ended.stdout)
    holds(ended.stdout, "1 changed")
    holds(str(sorted((clone / "gallery").iterdir())), "index.html")


def gitlab_gets_a_merge_request_of_what_arrived_although_an_image_was_refused(folder):
    with Service() as service:
        machine = Machine(folder, service.url)
        machine.commit([*GOOD, image("cat", "A cat; refuse this")])
        machine.git("config", "receive.advertisePushOptions", "true", at=machine.remote)
        options = machine.record / "options"
        hook = machine.remote / "hooks/pre-receive"
        hook.write_text(
            '#!/bin/sh\ni=0; while [ $i -lt "$GIT_PUSH_OPTION_COUNT" ]; do'
            f' eval "echo \\"\\$GIT_PUSH_OPTION_$i\\"" >> "{options}"; i=$((i+1)); done\n')
        hook.chmod(0o755)
        ended = _gitlab(machine, "generate images", machine.clone(), BETTERTOKEN_API_KEY=KEY, IMAGES_PUSH_TOKEN="glpat")
        equal(ended.returncode, 1, ended.stdout)
        lacks(ended.stdout, KEY, "glpat")
        holds(str(machine.files("images/77")), "Art/fox.png", "Art/owl.png", "images.lock.json")
        lacks(str(machine.files("images/77")), ".image-assets", "Art/cat.png", "Package.resolved")
        equal(
            options.read_text().splitlines(),
            [
                "merge_request.create",
                "merge_request.target=main",
                "merge_request.title=Bring the images up to date",
            ],
        )


def pre_commit_refuses_a_commit_with_images_that_are_out_of_date(folder):
    machine = Machine(folder)
    # The repository that the hook comes from, by its path.
    hooks = folder / "hooks"
    hooks.mkdir()
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", hooks)
    machine.git("init", "--quiet", at=hooks)
    machine.git("add", "--all", at=hooks)
    machine.git("commit", "--quiet", "--message", "Hook", at=hooks)
    revision = machine.git("rev-parse", "HEAD", at=hooks)

    clone = machine.commit(GOOD, placeholders=True)
    (clone / ".pre-commit-config.yaml").write_text(
        f'repos:\n- repo: "{hooks}"\n  rev: {revision}\n  hooks: [{{ id: check-images }}]\n')
    machine.git("add", "--all", at=clone)
    environment = machine.environment()

    def pre_commit(*arguments):
        program = pathlib.Path(sys.executable).with_name("pre-commit")
        return subprocess.run([program, *arguments], cwd=clone, env=environment, capture_output=True, text=True)

    equal(pre_commit("install").returncode, 0)
    commit = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--message", "x"]
    ended = subprocess.run(commit, cwd=clone, env=environment, capture_output=True, text=True)
    equal(ended.returncode, 0, ended.stderr)  # No image and nothing that makes one is part of it.
    machine.recorded("swift")

    (clone / "images.json").write_text((clone / "images.json").read_text().replace("An owl", "An owl at night"))
    machine.git("add", "--all", at=clone)
    ended = subprocess.run(commit, cwd=clone, env=environment, capture_output=True, text=True)
    equal(ended.returncode, 1)
    holds(ended.stderr, "check images", "Failed", "owl")
    equal(machine.recorded("swift"), ["check-images||"])
