"""A machine that runs jobs: a repository with images, its remote, programs that record what they are asked, a cache."""

import json
import os
import pathlib
import shutil
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
TOOL = os.environ.get("TOOL") or str(ROOT / ".build/debug/image-assets")
KEY = "sk-a-key-that-nobody-may-see"

PACKAGE = """// swift-tools-version: 6.1
import PackageDescription

let package = Package(name: "Consumer", targets: [.target(name: "Consumer")])
"""


def image(name, prompt):
    return {"name": name, "prompt": prompt, "output": f"Art/{name}.png", "size": "1024x1024"}


class Machine:
    """In a folder of its own, whose path has a space."""

    def __init__(self, folder, service_url=None):
        self.folder = folder
        self.record = folder / "record"
        self.remote = folder / "remote.git"
        self.cache = {}
        self.clones = 0
        self.service_url = service_url
        self.record.mkdir(parents=True)
        (folder / "home").mkdir()
        self.git("init", "--quiet", "--bare", "--initial-branch", "main", self.remote, at=folder)

    def environment(self):
        """What every job finds; nothing else of whoever runs this."""
        values = {
            "PATH": f"{ROOT}/.ci/actions/bin:{os.environ['PATH']}",
            "HOME": str(self.folder / "home"),
            "LANG": "C.UTF-8",
            "GIT_CONFIG_NOSYSTEM": "1",
            "RECORD": str(self.record),
            "TOOL": TOOL,
            "CI": "true",
        }
        if self.service_url:
            values |= {"IMAGES_BASE_URL": self.service_url, "IMAGES_API_KEY": KEY}
        return values

    def git(self, *arguments, at):
        identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        command = ["git", *identity, *map(str, arguments)]
        ended = subprocess.run(command, cwd=at, env=self.environment(), capture_output=True, text=True)
        if ended.returncode != 0:
            raise RuntimeError(f"{' '.join(command)}: {ended.stderr}")
        return ended.stdout.strip()

    def clone(self, *options):
        """A clean clone, as actions/checkout leaves it."""
        self.clones += 1
        path = self.folder / f"clone {self.clones}"
        self.git("clone", "--quiet", *options, f"file://{self.remote}", path, at=self.folder)
        return path

    def commit(self, images, branch="main", placeholders=False, **files):
        """Pushes a package with these images, and with placeholders for them where it is wanted."""
        path = self.clone()
        if branch != "main":
            self.git("switch", "--quiet", "--create", branch, at=path)
        manifest = {"version": 1, "service": "bettertoken", "images": images}
        for name, text in {"Package.swift": PACKAGE, ".gitignore": ".build/\n", **files}.items():
            (path / name).write_text(text)
        (path / "images.json").write_text(json.dumps(manifest, indent=2) + "\n")
        if placeholders:
            self.tool(path, "generate", "--placeholder")
        self.git("add", "--all", at=path)
        self.git("commit", "--quiet", "--allow-empty", "--message", "Images", at=path)
        self.git("push", "--quiet", "origin", f"HEAD:refs/heads/{branch}", at=path)
        return path

    def tool(self, path, *arguments):
        environment = self.environment()
        ended = subprocess.run([TOOL, *arguments], cwd=path, env=environment, capture_output=True, text=True)
        if ended.returncode != 0:
            raise RuntimeError(f"{arguments}: {ended.stdout}{ended.stderr}")

    def recorded(self, program):
        """The calls of a program since this was last asked."""
        path = self.record / program
        if not path.exists():
            return []
        lines = path.read_text().splitlines()
        path.unlink()
        return lines

    def branches(self):
        return self.git("branch", "--format", "%(refname:short)", at=self.remote).splitlines()

    def files(self, revision):
        return self.git("ls-tree", "-r", "--name-only", revision, at=self.remote).splitlines()

    # The cache, as actions/cache has it.

    def restore(self, workspace, path, key, prefixes):
        keys = [name for name in self.cache if name == key]
        for prefix in prefixes:
            keys += [name for name in reversed(self.cache) if name.startswith(prefix)]
        if keys:
            shutil.copytree(self.cache[keys[0]], workspace / path, dirs_exist_ok=True, symlinks=True)
        return keys[0] if keys else None

    def save(self, workspace, path, key):
        if key in self.cache or not (workspace / path).is_dir():
            return
        kept = self.folder / "cache" / str(len(self.cache))
        shutil.copytree(workspace / path, kept, symlinks=True)
        self.cache[key] = kept
