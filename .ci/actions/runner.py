"""Runs the steps of a job or of a composite action as GitHub's runner does, as far as ours need it.

What it does not know it refuses, so that no expression passes unread.
"""

import os
import re
import subprocess
import types

import ruamel.yaml



def load(path):
    return ruamel.yaml.YAML(typ="safe", pure=True).load(path.read_text("utf-8"))


class Expression:
    """`${{ … }}` and `if:`: names, texts, comparisons, `&&`, `||`, and the functions that are here."""

    TOKEN = re.compile(
        r"\s*(?:(?P<text>'[^']*')|(?P<operator>&&|\|\||==|!=|!|[(),])|(?P<name>[A-Za-z_][\w.-]*)|(?P<number>\d+))"
    )
    WORDS = {"&&": " and ", "||": " or ", "!": " not "}

    def __init__(self, contexts, functions):
        self.contexts = contexts
        self.functions = functions

    def value(self, source):
        python, position, source = "", 0, source.strip()
        while position < len(source):
            token = self.TOKEN.match(source, position)
            if not token:
                raise ValueError(f"not understood: {source[position:]}")
            position = token.end()
            if token["text"] or token["number"]:
                python += token["text"] or token["number"]
            elif token["operator"]:
                python += self.WORDS.get(token["operator"], token["operator"])
            elif token["name"] in self.functions:
                python += token["name"]
            else:
                python += repr(self.look_up(token["name"]))
        return eval(python, {"__builtins__": {}}, self.functions)

    def look_up(self, name):
        """A context's member; what a step, an input or a secret does not have is empty there, too."""
        first, *rest = name.split(".")
        value = self.contexts[first]
        for part in rest:
            if part not in value and first not in ("steps", "secrets"):
                raise ValueError(f"{name} is not known")
            value = value.get(part, {} if part != rest[-1] else "")
        return value

    def fill(self, text):
        if not isinstance(text, str):
            return "true" if text is True else "false" if text is False else str(text)

        def text_of(value):
            return "true" if value is True else "false" if value is False else "" if value is None else str(value)

        return re.sub(r"\$\{\{(.*?)\}\}", lambda found: text_of(self.value(found[1])), text, flags=re.S)


class Run:
    """The steps of a job in a clone; `log`, `summary`, `steps` and `outcome` are there afterwards."""

    def __init__(self, machine, workspace, github=None, inputs=None, secrets=None, action=None):
        self.machine = machine
        self.workspace = workspace
        self.log = ""
        self.outcome = "success"
        self.steps = {}
        self.ran = []
        self.uploaded = {}
        self.temporary = machine.folder / f"temp {workspace.name}"
        self.temporary.mkdir(exist_ok=True)
        self.summary_file = self.temporary / "summary"
        self.summary_file.touch()
        self.variables = {
            "GITHUB_ACTIONS": "true",
            "GITHUB_WORKSPACE": str(workspace),
            "GITHUB_REF": "refs/heads/main",
            "GITHUB_REF_NAME": "main",
            "GITHUB_REF_PROTECTED": "true",
            "GITHUB_EVENT_NAME": "push",
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_REPOSITORY": "example/app",
            "GITHUB_RUN_ID": str(1000 + machine.clones),
            "GITHUB_RUN_ATTEMPT": "1",
            "GITHUB_STEP_SUMMARY": str(self.summary_file),
            "RUNNER_TEMP": str(self.temporary),
            **(github or {}),
        }
        if action:
            self.variables["GITHUB_ACTION_PATH"] = str(action)
        self.contexts = {
            "github": {
                name.removeprefix("GITHUB_").lower(): value for name, value in self.variables.items()
            } | {"token": "ghs_token", "workflow": "workflow"},
            "inputs": inputs or {},
            "secrets": secrets or {},
            "runner": {"temp": str(self.temporary), "arch": "X64", "os": "Linux"},
            "steps": self.steps,
        }

    @property
    def summary(self):
        return self.summary_file.read_text()

    def expression(self):
        return Expression(
            self.contexts,
            {
                "always": lambda: True,
                "success": lambda: self.outcome == "success",
                "failure": lambda: self.outcome == "failure",
                "cancelled": lambda: False,
                "hashFiles": lambda *names: "files",
            },
        )

    def run(self, steps, extra=None):
        """Runs steps; `extra` is the environment that the caller of an action gives all of them."""
        for number, step in enumerate(steps):
            name = step.get("id") or step.get("name") or step.get("uses") or str(number)
            condition = step.get("if", "success()")
            if "always()" not in condition and "failure()" not in condition and "success()" not in condition:
                condition = f"success() && ({condition})"
            wanted = self.expression().value(condition)
            entry = types.SimpleNamespace(outcome="skipped", outputs={})
            if wanted:
                self.ran.append(name)
                entry = self.uses(step) if "uses" in step else self.shell(step, extra or {})
                if entry.outcome == "failure":
                    self.outcome = "failure"
            if "id" in step:
                self.steps[step["id"]] = {"outcome": entry.outcome, "outputs": entry.outputs}
        return self

    def shell(self, step, extra):
        script, output = self.temporary / "script", self.temporary / "output"
        script.write_text(step["run"])
        output.write_text("")
        fill = self.expression().fill
        environment = self.machine.environment() | self.variables | extra
        environment |= {name: fill(value) for name, value in step.get("env", {}).items()}
        environment["GITHUB_OUTPUT"] = str(output)
        options = ["--noprofile", "--norc", "-eo", "pipefail"] if "shell" in step else ["-e"]
        ended = subprocess.run(
            ["bash", *options, str(script)],
            cwd=self.workspace,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.log += ended.stdout
        outcome = "success" if ended.returncode == 0 else "failure"
        return types.SimpleNamespace(outcome=outcome, outputs=read_outputs(output.read_text()))

    def uses(self, step):
        fill = self.expression().fill
        action = step["uses"].split("@")[0]
        values = {name: fill(value) for name, value in step.get("with", {}).items()}
        done = types.SimpleNamespace(outcome="success", outputs={})
        match action:
            case "actions/checkout" | "actions/cache":
                pass
            case "actions/cache/restore":
                prefixes = values["restore-keys"].split()
                self.machine.restore(self.workspace, values["path"], values["key"], prefixes)
            case "actions/cache/save":
                self.machine.save(self.workspace, values["path"], values["key"])
            case "actions/upload-artifact":
                folder = self.workspace / values["path"]
                self.uploaded[values["name"]] = sorted(os.listdir(folder)) if folder.is_dir() else []
                done.outputs["artifact-url"] = "https://github.com/example/app/artifacts/1"
            case _:
                raise ValueError(f"{action} is not known")
        return done


def read_outputs(text):
    outputs, lines = {}, iter(text.splitlines())
    for line in lines:
        name, mark, end = line.partition("<<")
        if mark and "=" not in name:
            value = []
            for line in lines:
                if line == end:
                    break
                value.append(line)
            outputs[name] = "\n".join(value)
        else:
            name, _, value = line.partition("=")
            outputs[name] = value
    return outputs
