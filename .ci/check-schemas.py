"""Holds the schemas and the parsers together over the fixtures.

Every valid fixture validates. Every invalid one, and each wrong image of it by itself, is refused by its schema, unless
beyond-schema.txt lists it as more than a schema can express; and what is listed is not refused, so that the list stays true.
The manifests of README and Documentation validate, too, as the tests of the documentation have the parser read them.
"""

import json
import pathlib
import re
import sys

import jsonschema
import regex

ROOT = pathlib.Path(__file__).resolve().parent.parent


def pattern(validator, pattern, instance, schema):
    # Schemas speak ECMA-262, which knows \p{L}; Python's own expressions do not.
    if validator.is_type(instance, "string") and not regex.search(pattern, instance):
        yield jsonschema.ValidationError(f"{instance[:80]!r} does not match {pattern}")


def schema(name):
    contents = json.loads((ROOT / "Schemas" / name).read_text("utf-8"))
    no_formats = jsonschema.FormatChecker(formats=[])  # It would read patterns as Python's.
    jsonschema.Draft202012Validator.check_schema(contents, format_checker=no_formats)
    kind = jsonschema.validators.extend(jsonschema.Draft202012Validator, {"pattern": pattern})
    return kind(contents)


def fault(validator, instance):
    """Why a value is refused; None when it is not."""
    error = jsonschema.exceptions.best_match(validator.iter_errors(instance))
    return error and f"{error.json_path}: {error.message}"


def documents(path):
    """A file's value by the file's name; of a wrong manifest also one for each image that is wrong by itself.

    Otherwise one image's fault would hide that the schema knows nothing of another's.
    """
    text = path.read_bytes().decode("utf-8-sig")
    whole = json.loads(text)
    yield path.parent.name, whole
    expected = path.parent / "expected.txt"
    if not expected.exists() or not isinstance(whole, dict) or fault_of_top(expected, text):
        return
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith('    { "name": ') or f"{path.name}:{number}:" not in expected.read_text("utf-8"):
            continue
        image = json.loads(line.strip().removesuffix(","))
        yield f"{path.parent.name}:{number}", {**whole, "images": [image]}


def fault_of_top(expected, text):
    """Whether something is wrong above the images, and so wrong of each of them."""
    first = next((n for n, line in enumerate(text.splitlines(), 1) if line.startswith('    { "name": ')), 0)
    return any(int(line.split(":")[1]) < first for line in expected.read_text("utf-8").splitlines() if ": error: " in line)


def undescribed(contents, path="#"):
    """Properties that an editor could not explain: without description, of their own or of what they refer to."""
    definitions = contents.get("$defs", {})

    def walk(node, path):
        for name, value in node.get("properties", {}).items():
            target = definitions.get(value.get("$ref", "").removeprefix("#/$defs/"), {})
            if "description" not in value and "description" not in target and path[-1] not in ("openai", "bettertoken"):
                yield "/".join([*path, name])
            yield from walk(value, [*path, name])
        items = node.get("items")
        if isinstance(items, dict):
            yield from walk(items, [*path, "items"])

    yield from walk(contents, ["#"])
    for name, value in definitions.items():
        yield from walk(value, ["#", "$defs", name])


def check(folder, schema_name, file_name):
    fixtures = ROOT / "Fixtures" / folder
    validator = schema(schema_name)
    listed = {
        line.split()[0]
        for line in (fixtures / "beyond-schema.txt").read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    }
    failures = [f"{schema_name}: {path} has no description" for path in undescribed(validator.schema)]
    valid = sorted(path for path in (fixtures / "valid").iterdir())
    invalid = sorted(path for path in (fixtures / "invalid").iterdir())
    for path in sorted(fixtures.glob("*.json")):
        if reason := fault(validator, json.loads(path.read_text("utf-8"))):
            failures.append(f"{folder}/{path.name} is refused: {reason}")
    names = set()
    for path in valid:
        for name, document in documents(path / file_name):
            if reason := fault(validator, document):
                failures.append(f"{folder}/valid/{name} is refused: {reason}")
    for path in invalid:
        try:
            for name, document in documents(path / file_name):
                names.add(name)
                if name != path.name and path.name in listed:
                    continue
                reason = fault(validator, document)
                if reason is None and name not in listed:
                    failures.append(f"{folder}/invalid/{name} is not refused")
                if reason is not None and name in listed:
                    failures.append(f"{folder}/invalid/{name} is listed as beyond the schema, and is refused: {reason}")
        except ValueError:
            continue  # Not JSON at all.
    for name in sorted(listed - names):
        failures.append(f"{folder}/beyond-schema.txt lists {name}, which is no fixture")
    print(f"{schema_name}: {len(valid)} valid and {len(invalid)} invalid fixtures, {len(listed)} of them beyond it")
    return failures


def documented(path):
    """The manifests of a page, with their lines: those that it shows whole, and parts with the least around them."""
    text = path.read_text("utf-8")
    for found in re.finditer(r"^((?:<!--.*-->\n)*)```json\n((?:.*\n)*?)```$", text, re.MULTILINE):
        comments, block = found.groups()
        kind = re.search(r"<!-- part of: (\w+) -->", comments)
        kind = kind and kind[1]
        if "<!-- wrong -->" in comments or "<!-- output -->" in comments or kind == "lockfile":
            continue
        bare = block.strip()
        value = json.loads(bare if bare.startswith("{") else "{" + bare + "}")
        if kind is None and not {"version", "images"} <= value.keys():
            continue
        if kind == "image":
            prompt = {} if value.keys() & {"prompt", "promptFile"} else {"prompt": "A"}
            value = {"images": [{"name": "part", **prompt, **value}]}
        value = {"version": 1, "images": [], **value}
        if any(image.keys() & {"mask", "parameters"} for image in value["images"]):
            value.setdefault("service", "openai")
        yield text.count("\n", 0, found.start(2)), value


def check_documents():
    validator = schema("images.schema.json")
    failures = []
    number = 0
    for path in [ROOT / "README.md", *sorted((ROOT / "Documentation").glob("*.md"))]:
        for line, manifest in documented(path):
            number += 1
            if reason := fault(validator, manifest):
                failures.append(f"{path.relative_to(ROOT)}:{line} is refused: {reason}")
    print(f"images.schema.json: {number} manifests of the documentation")
    return failures if number else ["no page has a manifest"]


if __name__ == "__main__":
    failures = check("manifests", "images.schema.json", "images.json")
    failures += check("lockfile", "images.lock.schema.json", "images.lock.json")
    failures += check_documents()
    for failure in failures:
        print(failure, file=sys.stderr)
    sys.exit(1 if failures else 0)
