"""The release: `.github/workflows/release.yml`, and the scripts of `.release` that it calls."""

import hashlib
import json
import shutil
import subprocess
import zipfile

from expect import equal, holds
from machine import ROOT, Machine
from runner import Run, load

TRIPLES = {
    "linux-arm64": "aarch64-unknown-linux-gnu",
    "linux-x86-64": "x86_64-unknown-linux-gnu",
    "macos-arm64": "arm64-apple-macosx",
}
ZIP = "image-assets.artifactbundle.zip"


def _bundle(folder, triple, version="7.8.9"):
    bundle = folder / "image-assets.artifactbundle"
    (bundle / triple).mkdir(parents=True)
    executable = bundle / triple / "image-assets"
    executable.write_text(f"#!/bin/sh\necho {triple}\n")
    executable.chmod(0o755)
    variants = [{"path": f"{triple}/image-assets", "supportedTriples": [triple]}]
    artifact = {"type": "executable", "version": version, "variants": variants}
    (bundle / "info.json").write_text(json.dumps({"schemaVersion": "1.0", "artifacts": {"ImageAssetsTool": artifact}}))
    return bundle


def _repository(folder, said="7.8.9", noted="7.8.9"):
    """As much of this one as a release touches, at a version of its own, and what the jobs before have uploaded."""
    machine = Machine(folder)
    path = machine.clone()
    for name in (".release", "Package.swift"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, path / name)
    version = path / "Sources/ImageAssetsModel/Service/ToolVersion.swift"
    version.parent.mkdir(parents=True)
    version.write_text(f'package static let current = "{said}"\n')
    (path / "CHANGELOG.md").write_text(f"# Changes\n\n## [{noted}]\n\n- Better pictures.\n\n## [7.8.8]\n\n- Older.\n")
    machine.git("add", "--all", at=path)
    machine.git("commit", "--quiet", "--message", "Sources", at=path)
    machine.git("push", "--quiet", "origin", "HEAD:refs/heads/main", at=path)
    for name, triple in TRIPLES.items():
        bundle = _bundle(folder / name, triple)
        uploaded = machine.record / "artifacts" / name
        uploaded.mkdir(parents=True)
        subprocess.run(["tar", "-C", bundle.parent, "-cf", uploaded / f"{name}.tar", bundle.name], check=True)
    return machine


def _publish(machine):
    github = {"GITHUB_REF": "refs/tags/build/7.8.9", "GITHUB_REF_NAME": "build/7.8.9"}
    steps = load(ROOT / ".github/workflows/release.yml")["jobs"]["publish"]["steps"]
    workspace = machine.clone()
    return workspace, Run(machine, workspace, github=github).run(steps)


def release_tags_a_commit_that_names_the_bundle_and_publishes_it(folder):
    machine = _repository(folder)
    workspace, run = _publish(machine)
    equal(run.outcome, "success", run.log)

    checksum = hashlib.sha256((workspace / ZIP).read_bytes()).hexdigest()
    holds(run.log, checksum)
    manifest = machine.git("show", "7.8.9:Package.swift", at=machine.remote)
    holds(
        manifest,
        f'    url: "https://github.com/example/app/releases/download/7.8.9/{ZIP}",\n    checksum: "{checksum}"\n)\n',
    )
    equal(machine.git("diff", "--name-only", "main", "7.8.9", at=machine.remote), "Package.swift")
    equal(machine.branches(), ["main"])
    # The bundle is there before the tag that names it, and seen by all once the tag is.
    download, create, _, edit = machine.recorded("gh")
    holds(download, "token|run download")
    holds(create, f"token|release create 7.8.9 {ZIP} --draft", "Better pictures.")
    equal("Older" in create, False)
    equal(edit, "token|release edit 7.8.9 --draft=false")

    with zipfile.ZipFile(workspace / ZIP) as archive:
        info = json.loads(archive.read("image-assets.artifactbundle/info.json"))
        (artifact,) = info["artifacts"].values()
        equal(sorted(sum((v["supportedTriples"] for v in artifact["variants"]), [])), sorted(TRIPLES.values()))
        for variant in artifact["variants"]:
            entry = archive.getinfo(f"image-assets.artifactbundle/{variant['path']}")
            equal(entry.external_attr >> 16, 0o100755)


def release_refuses_a_tag_that_is_not_the_version_of_the_sources(folder):
    for said, noted, text in (("7.8.8", "7.8.9", "another version"), ("7.8.9", "7.8.8", "says nothing of 7.8.9")):
        machine = _repository(folder / said, said, noted)
        _, run = _publish(machine)
        equal(run.outcome, "failure")
        holds(run.log, text)
        equal(machine.git("tag", at=machine.remote), "")
        equal(len(machine.recorded("gh")), 1)


def release_does_not_move_a_version_that_is_there(folder):
    machine = _repository(folder)
    machine.git("tag", "7.8.9", "main", at=machine.remote)
    before = machine.git("rev-parse", "7.8.9", at=machine.remote)
    _, run = _publish(machine)
    equal(run.outcome, "failure")
    holds(run.log, "7.8.9 is there already")
    equal(machine.git("rev-parse", "7.8.9", at=machine.remote), before)


def _merge(into, *bundles):
    return subprocess.run(["python3", ROOT / ".release/merge", into, *bundles], capture_output=True, text=True)


def bundles_are_joined_into_the_same_bytes_whenever_that_is_done(folder):
    bundles = [_bundle(folder / name, triple) for name, triple in TRIPLES.items()]
    first = _merge(folder / "a.zip", *bundles)
    for bundle in bundles:
        (bundle / "info.json").touch()
    second = _merge(folder / "b.zip", *bundles)
    equal(first.returncode, 0, first.stderr)
    equal((folder / "a.zip").read_bytes(), (folder / "b.zip").read_bytes())
    equal(first.stdout, hashlib.sha256((folder / "a.zip").read_bytes()).hexdigest() + "\n")
    equal(first.stdout, second.stdout)


def bundles_of_one_machine_or_of_two_versions_are_not_joined(folder):
    linux = TRIPLES["linux-arm64"]
    one, same = _bundle(folder / "one", linux), _bundle(folder / "same", linux)
    other = _bundle(folder / "other", TRIPLES["macos-arm64"], version="1.0.0")
    for second, text in ((same, f"is the second one for {linux}"), (other, "another tool or version")):
        ended = _merge(folder / "no.zip", one, second)
        equal(ended.returncode, 1)
        holds(ended.stderr, text)
        equal((folder / "no.zip").exists(), False)


def prebuilt_is_filled_once_and_with_what_swiftpm_takes(folder):
    path = folder / "package"
    shutil.copytree(ROOT / ".release", path / ".release")
    shutil.copy(ROOT / "Package.swift", path)

    def fill(url, checksum):
        return subprocess.run([path / ".release/fill", url, checksum], capture_output=True, text=True)

    url, checksum = "https://example.org/a.zip", "0" * 64
    for refused in ((url.replace("https", "http"), checksum), (url[:-4], checksum), (url, "0" * 63)):
        equal(fill(*refused).returncode, 64)
    equal((path / "Package.swift").read_bytes(), (ROOT / "Package.swift").read_bytes())
    equal(fill(url, checksum).returncode, 0)
    again = fill(url, checksum)
    equal(again.returncode, 1)
    holds(again.stderr, "no empty `prebuilt`")
    described = subprocess.run(
        ["swift", "package", "--package-path", path, "dump-package"], capture_output=True, text=True, check=True
    )
    targets = json.loads(described.stdout)["targets"]
    (binary,) = [target for target in targets if target["type"] == "binary"]
    equal((binary["url"], binary["checksum"]), (url, checksum))
    for plugin in (target for target in targets if target["type"] == "plugin"):
        equal(plugin["dependencies"], [{"byName": [binary["name"], None]}])
