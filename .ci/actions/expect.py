"""Expectations that say what was there instead."""


def equal(found, wanted, context=""):
    if found != wanted:
        raise AssertionError(f"found {found!r}\ninstead of {wanted!r}\n{context}")


def holds(text, *parts):
    for part in parts:
        if part not in text:
            raise AssertionError(f"{part!r} is not in\n{text}")


def lacks(text, *parts):
    for part in parts:
        if part in text:
            raise AssertionError(f"{part!r} is in\n{text}")
