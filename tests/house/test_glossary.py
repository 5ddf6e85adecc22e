"""The glossary covers the names that code and screens share."""

from __future__ import annotations

import importlib
import inspect
import re
from collections.abc import Iterator

from django.apps import apps
from django.db.models import Choices

from tests.house.tree import ROOT

GLOSSARY = (ROOT / "docs" / "glossary.md").read_text("utf-8")


def choices() -> Iterator[type[Choices]]:
    for app in apps.get_app_configs():
        if app.name.startswith("dondoc") and app.models_module:
            module = importlib.import_module(app.models_module.__name__)
            for _, one in inspect.getmembers(module, inspect.isclass):
                if issubclass(one, Choices) and one.__module__.startswith("dondoc"):
                    yield one


def test_every_model_stands_in_the_glossary():
    models = {m.__name__ for m in apps.get_models() if m.__module__.startswith("dondoc")}
    assert not {name for name in models if f"`{name}`" not in GLOSSARY}


def test_every_choice_stands_in_the_glossary():
    rows = {name: row for row in GLOSSARY.splitlines() for name in re.findall(r"^\| `(\w+)`", row)}
    missing = {
        f"{one.__name__}.{member.name}"
        for one in choices()
        for member in one
        if not re.search(rf"\b{member.name}\b", rows.get(one.__name__, ""))
    }
    assert not missing


def test_no_english_name_stands_twice():
    names = re.findall(r"^\| `(\w+)`", GLOSSARY, re.MULTILINE)
    assert len(names) == len(set(names))
