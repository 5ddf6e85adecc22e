"""What never belongs in the repository: names of package hosts, paths of one machine, third-party files, huge files."""

from __future__ import annotations

import re

from tests.house.tree import ROOT, files, short

DOMAINS = (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("deb", "debian", "org"))
HOSTS = re.compile("|".join(re.escape(".".join(parts)) for parts in DOMAINS))
MACHINE = re.compile(r"(?<![\w.])/(?:work|farm|root|home/\w+)/\w")
FOLDERS = "node_modules|vendor|third_party|bower_components"
VENDORED = re.compile(rf"(^|/)({FOLDERS})/|\.min\.(js|css)$|(^|/)uv\.lock$|\.map$")
MEGABYTE = 1024 * 1024
BINARY = {".docx", ".pdf", ".png", ".xlsx", ".woff2", ".ico", ".jpg"}


def offending(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{short(path)}: {found.group()}"
        for path in files()
        if path.suffix not in BINARY and (found := pattern.search(path.read_text("utf-8", errors="replace")))
    ]


def test_no_registry_host_is_named():
    assert not offending(HOSTS)


def test_no_path_of_a_machine_is_named():
    assert not [line for line in offending(MACHINE) if not line.startswith("tests/house/")]


def test_no_third_party_file_is_vendored():
    assert not [short(path) for path in files() if VENDORED.search(short(path))]


def test_no_file_is_huge():
    assert not {short(path): path.stat().st_size for path in files() if path.stat().st_size > MEGABYTE}


def test_requirements_name_hashes_only():
    for name in ("base", "dev"):
        text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
        assert "--hash=sha256:" in text
        assert "://" not in text
