"""action.yml, as a step of somebody's job."""

import hashlib
import json
import shutil
import zipfile

from expect import equal, holds, lacks
from machine import KEY, ROOT, Machine, image
from runner import Run, load
from service import Service

GOOD = [image("fox", "A fox"), image("owl", "An owl")]
KEYED = {"BETTERTOKEN_API_KEY": KEY}


def _action(machine, workspace=None, root=ROOT, keyed=False, github=None, **inputs):
    """The action's run, and its outputs."""
    action = load(root / "action.yml")
    given = {name.replace("_", "-"): value for name, value in inputs.items()}
    if not set(given) <= set(action["inputs"]):
        raise AssertionError(f"{given} are no inputs")
    values = {name: input["default"] for name, input in action["inputs"].items()} | given
    run = Run(machine, workspace or machine.clone(), github=github, inputs=values, action=root)
    run.run(action["runs"]["steps"], extra=KEYED if keyed else {})
    outputs = {name: run.expression().fill(output["value"]) for name, output in action["outputs"].items()}
    lacks(run.log + run.summary, KEY)
    return run, outputs


def action_checks_and_tells_how_it_ended(folder):
    machine = Machine(folder)
    machine.commit(GOOD, placeholders=True)
    run, outputs = _action(machine)
    equal(run.outcome, "failure")
    equal(outputs, {"status": "outOfDate", "changed": "0", "requests": "2", "gallery": ""})
    holds(run.log, "::error file=images.json,line=")
    holds(run.summary, "| owl | placeholder |")
    run, outputs = _action(machine, args="--allow-placeholders")
    equal((run.outcome, outputs["status"]), ("success", "ok"), run.log)
    equal(
        [line for line in machine.recorded("swift") if line.startswith("check")],
        ["check-images||check", "check-images||check --allow-placeholders"],
    )
    equal(machine.cache, {})


def action_tells_of_a_manifest_that_is_wrong(folder):
    machine = Machine(folder)
    machine.commit([{"name": "fox"}])
    run, outputs = _action(machine)
    equal((run.outcome, outputs["status"]), ("failure", "invalid"))
    holds(run.log, "::error file=images.json,line=")


def action_says_failed_when_the_tool_never_ran(folder):
    machine = Machine(folder)
    machine.commit(GOOD)
    run, outputs = _action(machine, command="generate", args="--no-such-option")
    equal((run.outcome, outputs["status"], outputs["changed"]), ("failure", "failed", "0"))


def action_generates_and_keeps_the_store_for_the_next_run(folder):
    with Service() as service:
        machine = Machine(folder, service.url)
        machine.commit([*GOOD, image("cat", "A cat; refuse this")])
        run, outputs = _action(machine, command="generate", keyed=True)
        equal(run.outcome, "failure")
        equal(outputs, {"status": "failed", "changed": "2", "requests": "3", "gallery": ""})
        equal(len(machine.cache), 1)
        # From a clean clone, on the same commit: only what was refused is asked for again.
        service.prompts.clear()
        run, outputs = _action(machine, command="generate", keyed=True)
        equal(service.prompts, ["A cat; refuse this"], run.log)
        equal(len(machine.cache), 2)


def action_prefers_the_newest_store_of_the_branch(folder):
    with Service() as service:
        machine = Machine(folder, service.url)
        machine.commit(GOOD)
        _action(machine, command="generate", keyed=True)
        machine.commit([*GOOD, image("bee", "A bee")])
        changed = machine.clone()
        (changed / "images.lock.json").write_text('{ "version": 1, "images": {} }\n')
        _action(machine, changed, command="generate", keyed=True)
        equal(len(service.prompts), 3)
        # The lockfile is that of the first run again, whose store lacks the bee.
        _action(machine, command="generate", keyed=True)
        equal(len(service.prompts), 3)


def action_keeps_what_each_step_of_a_job_has_brought(folder):
    with Service() as service:
        machine = Machine(folder, service.url)
        icons = {"version": 1, "service": "bettertoken", "images": [image("bee", "A bee")]}
        machine.commit(GOOD, **{"icons.json": json.dumps(icons)})
        clone, job = machine.clone(), {"GITHUB_RUN_ID": "7"}
        steps = [("--manifest icons.json", "1"), ("", "2")]
        for args, sent in steps:
            run, outputs = _action(machine, clone, command="generate", keyed=True, github=job, args=args)
            equal((run.outcome, outputs["requests"]), ("success", sent), run.log)
        equal(len(machine.cache), 2)
        # From a clean clone: what either step paid for is there.
        for args, _ in steps:
            run, outputs = _action(machine, command="generate", keyed=True, args=args)
            equal((run.outcome, outputs["requests"]), ("success", "0"), run.log)
        equal(sorted(service.prompts), ["A bee", "A fox", "An owl"])


def action_gives_the_key_to_the_tool_alone(folder):
    with Service() as service:
        machine = Machine(folder, service.url)
        machine.commit(GOOD)
        _action(machine, command="generate", keyed=True)
        _action(machine, command="check", keyed=True)
        equal(
            machine.recorded("swift"),
            ["resolve||", "generate-images|key|generate", "resolve||", "check-images||check"],
        )


def action_caches_nothing_where_strangers_set_it_off_or_it_is_told_to(folder):
    with Service() as service:
        machine = Machine(folder, service.url)
        machine.commit(GOOD)
        for event in ("pull_request_target", "issue_comment", "workflow_run"):
            run, _ = _action(machine, command="generate", github={"GITHUB_EVENT_NAME": event})
            equal(run.outcome, "success", run.log)
            holds(run.log, "::notice title=swift-image-assets::The store is not cached")
        _action(machine, command="generate", cache="false")
        equal(machine.cache, {})


def action_refuses_a_store_that_is_a_link(folder):
    machine = Machine(folder)
    clone = machine.commit(GOOD)
    (clone / "elsewhere").mkdir()
    (clone / ".image-assets").symlink_to("elsewhere")
    run, _ = _action(machine, clone, command="generate", args="--placeholder")
    equal(run.ran, ["prepare"], run.log)
    holds(run.log, "::error title=swift-image-assets::.image-assets has to be a folder")


def action_writes_a_gallery_and_says_where(folder):
    machine = Machine(folder)
    machine.commit(GOOD, placeholders=True)
    machine.commit([GOOD[0], image("owl", "An owl at night")], branch="change", placeholders=True)
    merge = machine.clone()
    machine.git("merge", "--quiet", "--no-ff", "origin/change", at=merge)
    machine.git("push", "--quiet", "origin", "HEAD:refs/heads/merge", at=merge)
    pull = {"GITHUB_EVENT_NAME": "pull_request"}

    clone = machine.clone("--depth", "2", "--branch", "merge")
    run, outputs = _action(machine, clone, command="gallery", github=pull)
    equal(outputs, {"status": "ok", "changed": "0", "requests": "0", "gallery": "gallery"}, run.log)
    holds(str(sorted((clone / "gallery").iterdir())), "index.html")
    holds(run.summary, "| owl | changed |")

    clone = machine.clone("--depth", "1", "--branch", "merge")
    run, outputs = _action(machine, clone, command="gallery", github=pull, args="--folder a/b")
    equal(outputs["gallery"], "a/b", run.log)
    holds(run.log, "::notice title=swift-image-assets::Nothing is compared: give actions/checkout fetch-depth: 2.")


def action_works_on_a_package_in_a_folder(folder):
    machine = Machine(folder)
    clone = machine.commit(GOOD, placeholders=True)
    package = clone / "Packages/My Images"
    package.mkdir(parents=True)
    for name in ("Package.swift", "images.json", "images.lock.json", "Art"):
        (clone / name).rename(package / name)
    run, outputs = _action(machine, clone, command="gallery", package_path="Packages/My Images")
    equal(outputs["gallery"], "Packages/My Images/gallery", run.log)
    holds(str(sorted((package / "gallery").iterdir())), "index.html")
    run, outputs = _action(machine, clone, package_path="Packages/My Images")
    holds(run.log, "::error file=Packages/My Images/images.json,line=")
    for path in ("..", "/", "a/../..", "nowhere", "-x"):
        run, _ = _action(machine, clone, package_path=path)
        equal(run.ran, ["prepare"], path)
        holds(run.log, "::error title=swift-image-assets::package-path")


def action_takes_inputs_as_text(folder):
    machine = Machine(folder)
    clone = machine.commit(GOOD, placeholders=True)
    (clone / "Package.resolved").touch()
    before = sorted(clone.iterdir())
    words = '*.json "a b" $(touch${IFS}one) `touch two` ;touch\tthree\nfour'
    _action(machine, clone, args=words)
    call = machine.recorded("swift")[-1]
    equal(call, 'check-images||check *.json "a b" $(touch${IFS}one) `touch two` ;touch three four')
    for inputs in ({"command": "check; touch one"}, {"version": "$(touch one)"}, {"package_path": "$(touch one)"}):
        run, _ = _action(machine, clone, **inputs)
        equal(run.ran, ["prepare"], run.log)
    equal(sorted(clone.iterdir()), before)


def action_installs_libraries_unless_the_bundle_is_there(folder):
    machine = Machine(folder)
    clone = machine.commit(GOOD, placeholders=True)
    package = clone / "image-assets-demo"
    package.mkdir()
    for name in ("Package.swift", "images.json", "images.lock.json", "Art"):
        (clone / name).rename(package / name)
    root = _published(folder, None)
    install = root / ".ci/install"
    install.parent.mkdir()
    install.write_text('#!/bin/sh\necho installed >>"$RECORD/install"\n')
    install.chmod(0o755)
    artifacts = package / ".build/artifacts"
    for bundle, calls in (
        ("lint/Lint/Lint.artifactbundle", ["installed"]),
        ("swift-image-assets/ImageAssetsPrebuilt/image-assets.artifactbundle", []),
    ):
        (artifacts / bundle).mkdir(parents=True)
        _action(machine, clone, root=root, package_path=package.name)
        equal(machine.recorded("install"), calls, bundle)


def action_says_that_it_has_no_bundle(folder):
    machine = Machine(folder)
    machine.commit(GOOD)
    run, _ = _action(machine, root=_published(folder, None), version="prebuilt")
    equal(run.ran, ["prepare"])
    holds(run.log, "This version of the action was published without a bundle")


def action_runs_the_executable_of_its_own_release_without_swift(folder):
    machine = Machine(folder)
    clone = machine.commit(GOOD, placeholders=True)
    (clone / "Package.swift").unlink()
    bundle = machine.record / "download"
    with zipfile.ZipFile(bundle, "w") as file:
        for machine_kind, script in (
            ("another", "#!/bin/no-such-interpreter\n"),
            ("this", f'#!/bin/sh\nexec "{ROOT / ".ci/actions/bin/as-tool"}" "$@"\n'),
        ):
            entry = zipfile.ZipInfo(f"image-assets.artifactbundle/{machine_kind}/bin/ImageAssetsTool")
            entry.external_attr = 0o100755 << 16
            file.writestr(entry, script)
        file.writestr("image-assets.artifactbundle/info.json", "{}")
    checksum = hashlib.sha256(bundle.read_bytes()).hexdigest()

    run, outputs = _action(machine, clone, root=_published(folder, checksum), version="prebuilt")
    equal((run.outcome, outputs["status"]), ("failure", "outOfDate"), run.log)
    equal(machine.recorded("curl"), ["https://example.org/1.2.3/image-assets.artifactbundle.zip"])
    equal(machine.recorded("swift"), [])
    run, outputs = _action(
        machine, clone, root=_published(folder, checksum), version="prebuilt", args="--allow-placeholders -- fox")
    equal((run.outcome, outputs["status"]), ("success", "ok"), run.log)

    run, _ = _action(machine, clone, root=_published(folder, "0" * 64), version="prebuilt")
    equal(run.ran, ["prepare"])
    holds(run.log, "does not have the checksum")


def _published(folder, checksum):
    """The action as a release has it, or with `None` as a commit between two."""
    root = folder / f"action {checksum}"
    if not root.exists():
        shutil.copytree(ROOT / ".github/action", root / ".github/action")
        shutil.copy(ROOT / "action.yml", root)
        value = "nil"
        if checksum:
            address = "https://example.org/1.2.3/image-assets.artifactbundle.zip"
            value = f'(\n    url: "{address}",\n    checksum: "{checksum}"\n)'
        (root / "Package.swift").write_text(
            f'import PackageDescription\n\nlet prebuilt: (url: String, checksum: String)? = {value}\n\n'
            f'let other = "https://example.org/other.zip"\nlet digest = "{"1" * 64}"\n')
    return root
