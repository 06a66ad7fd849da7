"""Runs action.yml, Documentation/Workflows and the release as users' machines would, and looks at what comes of it.

Usage: workflows.py [PART OF A CASE'S NAME...]
"""

import pathlib
import sys
import tempfile
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).parent / "actions"))

import action_cases  # noqa: E402
import other_cases  # noqa: E402
import release_cases  # noqa: E402
import workflow_cases  # noqa: E402


def cases(wanted):
    for module in (workflow_cases, action_cases, other_cases, release_cases):
        for name, function in vars(module).items():
            if getattr(function, "__module__", None) != module.__name__ or name[0] == "_" or not callable(function):
                continue
            title = name.replace("_", " ")
            if isinstance(function, type) or not (not wanted or any(part in title for part in wanted)):
                continue
            yield title, function


if __name__ == "__main__":
    passed = failed = 0
    for title, case in cases(sys.argv[1:]):
        with tempfile.TemporaryDirectory(prefix="work flows ") as folder:
            try:
                case(pathlib.Path(folder))
                passed += 1
            except Exception:
                failed += 1
                print(f"FAILED: {title}\n{traceback.format_exc()}", file=sys.stderr)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)
