"""The workflows of Documentation/Workflows."""

from expect import equal, holds, lacks
from machine import KEY, ROOT, Machine, image
from runner import Run, load
from service import Service

GOOD = [image("fox", "A fox"), image("owl", "An owl")]
REFUSED = image("cat", "A cat; refuse this")


def _job(name):
    (job,) = load(ROOT / "Documentation/Workflows" / name)["jobs"].values()
    return job["steps"]


def _regenerate(machine, arguments="", limit="20", **github):
    run = Run(
        machine,
        machine.clone(),
        github={"GITHUB_EVENT_NAME": "workflow_dispatch", **github},
        inputs={"arguments": arguments, "max-requests": limit},
        secrets={"BETTERTOKEN_API_KEY": KEY},
    ).run(_job("regenerate.yml"))
    lacks(run.log + run.summary, KEY)
    return run


def check_passes_where_images_are_as_described(folder):
    with Service() as service:
        machine = Machine(folder, service.url)
        made = machine.commit(GOOD)
        machine.tool(made, "generate")
        machine.git("add", "--all", at=made)
        machine.git("commit", "--quiet", "--message", "Drawn", at=made)
        machine.git("push", "--quiet", "origin", "main", at=made)
        run = Run(machine, machine.clone()).run(_job("check.yml"))
        equal(run.outcome, "success", run.log)
        run = Run(machine, machine.clone()).run(_job("nightly.yml"))
        equal(run.outcome, "success", run.log)
        equal(machine.recorded("swift"), ["check-images||", "check-images||--deep"])


def check_fails_beside_the_line_where_an_image_is_out_of_date(folder):
    machine = Machine(folder)
    machine.commit(GOOD, placeholders=True)
    run = Run(machine, machine.clone()).run(_job("check.yml"))
    equal(run.outcome, "failure")
    holds(run.log, "::error file=images.json,line=", "title=fox%3A placeholder")
    holds(run.summary, "### Images: check", "| owl | placeholder |")


def gallery_shows_what_a_pull_request_changes_and_nothing_else(folder):
    machine = Machine(folder)
    machine.commit(GOOD, placeholders=True)
    machine.commit([GOOD[0], image("owl", "An owl at night")], branch="change", placeholders=True)
    # What refs/pull/N/merge is, checked out with the depth that the workflow asks for.
    merge = machine.clone()
    machine.git("merge", "--quiet", "--no-ff", "origin/change", at=merge)
    machine.git("push", "--quiet", "origin", "HEAD:refs/heads/merge", at=merge)
    steps = _job("gallery.yml")
    equal(steps[0]["with"]["fetch-depth"], 2)
    clone = machine.clone("--depth", "2", "--branch", "merge")
    run = Run(machine, clone, github={"GITHUB_EVENT_NAME": "pull_request"}).run(steps)
    equal(run.outcome, "success", run.log)
    holds(str(run.uploaded["gallery"]), "index.html")
    holds(run.summary, "| owl | changed |", "https://github.com/example/app/artifacts/1")
    lacks(run.summary, "| fox | changed |", "nothing is compared")


def regenerate_proposes_what_arrived_although_an_image_was_refused(folder):
    with Service() as service:
        machine = Machine(folder, service.url)
        machine.commit([*GOOD, REFUSED])
        run = _regenerate(machine)
        equal(run.outcome, "failure", run.log)
        equal(run.steps["generate"]["outputs"]["status"], "failed")
        (branch,) = [name for name in machine.branches() if name != "main"]
        equal(
            machine.files(branch),
            [".gitignore", "Art/fox.png", "Art/owl.png", "Package.swift", "images.json", "images.lock.json"],
        )
        _, create = machine.recorded("gh")
        holds(create, "token|pr create --base main --head images/", "`failed` after 3 requests")
        # The key is there in one step, and the token in another.
        with_key = [line for line in machine.recorded("swift") if "|key|" in line]
        equal(with_key, ["generate-images|key|generate --max-requests 20"])
        holds(str(run.uploaded["gallery"]), "index.html")
        lacks(str(run.ran), "Publish what arrived")

        # The pull request is not merged yet: nothing that arrived is asked for again.
        service.prompts.clear()
        _regenerate(machine)
        equal(service.prompts, [REFUSED["prompt"]])


def regenerate_does_not_pay_again_after_a_push_that_failed(folder):
    with Service() as service:
        machine = Machine(folder, service.url)
        machine.commit(GOOD)
        hook = machine.remote / "hooks/pre-receive"
        hook.write_text("#!/bin/sh\nexit 1\n")
        hook.chmod(0o755)
        equal(_regenerate(machine).outcome, "failure")
        equal(machine.branches(), ["main"])
        equal(len(service.prompts), 2)
        hook.unlink()
        run = _regenerate(machine)
        equal(run.outcome, "success", run.log)
        equal(len(service.prompts), 2)
        equal(len(machine.branches()), 2)


def regenerate_says_where_the_images_are_when_no_pull_request_can_be_opened(folder):
    with Service() as service:
        machine = Machine(folder, service.url)
        machine.commit(GOOD)
        (machine.record / "no-pull-requests").touch()
        run = _regenerate(machine)
        equal(run.outcome, "failure")
        (branch,) = [name for name in machine.branches() if name != "main"]
        holds(run.log, f"::error::The images are on the branch {branch}")


def regenerate_publishes_what_arrived_before_it_was_ended(folder):
    with Service() as service:
        machine = Machine(folder, service.url)
        machine.commit(GOOD)
        (machine.record / "end").touch()
        run = _regenerate(machine)
        equal(run.outcome, "failure")
        holds(str(run.ran), "Publish what arrived")
        (branch,) = [name for name in machine.branches() if name != "main"]
        holds(str(machine.files(branch)), "Art/fox.png", "Art/owl.png", "images.lock.json")
        equal(len(service.prompts), 2)


def regenerate_refuses_a_branch_that_is_not_protected(folder):
    with Service() as service:
        machine = Machine(folder, service.url)
        machine.commit(GOOD)
        run = _regenerate(machine, GITHUB_REF_PROTECTED="false")
        equal(run.outcome, "failure")
        equal(machine.recorded("swift"), [])
        equal(len(run.ran), 1)
        equal(machine.cache, {})


def regenerate_stops_at_its_limit(folder):
    with Service() as service:
        machine = Machine(folder, service.url)
        machine.commit(GOOD)
        run = _regenerate(machine, limit="1")
        equal(run.outcome, "failure")
        equal(run.steps["generate"]["outputs"]["status"], "stopped")
        equal(service.prompts, [])
        holds(run.log, "No file changed.")
        equal(machine.branches(), ["main"])


def regenerate_takes_its_arguments_as_words_and_nothing_more(folder):
    with Service() as service:
        machine = Machine(folder, service.url)
        machine.commit(GOOD)
        run = _regenerate(machine, arguments="f* $(touch${IFS}one) `touch two` ;touch three")
        equal(run.outcome, "failure")
        equal(service.prompts, [])
        (plan,) = machine.recorded("swift")
        equal(plan, "check-images||plan --max-requests 20 f* $(touch${IFS}one) `touch two` ;touch three")
        run = _regenerate(machine, arguments=" f*\n--candidates  2 ")
        equal(run.outcome, "success", run.log)
        equal(service.prompts, ["A fox", "A fox"])


def regenerate_keeps_a_run_from_ending_another(_):
    workflow = load(ROOT / "Documentation/Workflows/regenerate.yml")
    equal(workflow["concurrency"]["cancel-in-progress"], False)
    (job,) = workflow["jobs"].values()
    (generate,) = [step for step in job["steps"] if step.get("id") == "generate"]
    # What is kept afterwards needs time, too.
    if not generate["timeout-minutes"] + 30 <= job["timeout-minutes"]:
        raise AssertionError("the job may end before what arrived is kept")


def workflows_without_a_key_need_no_more_than_to_read(_):
    for name in ("check.yml", "gallery.yml", "nightly.yml"):
        text = (ROOT / "Documentation/Workflows" / name).read_text()
        lacks(text, "secrets.", "pull_request_target", "write #")
        equal(load(ROOT / "Documentation/Workflows" / name)["permissions"], {"contents": "read"})
    for path in sorted((ROOT / "Documentation/Workflows").glob("*.yml")):
        for job in load(path).get("jobs", {}).values():
            for step in job["steps"]:
                if step.get("uses", "").startswith("actions/checkout@"):
                    equal(step["with"]["persist-credentials"], False, path)
