"""What ``npm ci`` installs is fixed by its contents, and comes from wherever npm is told to look."""

import json
from pathlib import Path

LOCK = json.loads(Path(__file__).with_name("package-lock.json").read_text(encoding="utf-8"))


def test_every_package_is_fixed_and_none_names_a_host() -> None:
    packages = [each for name, each in LOCK["packages"].items() if name]
    assert len(packages) == 6
    for package in packages:
        assert package["integrity"].startswith("sha512-")
        assert "resolved" not in package
    assert "://" not in json.dumps(LOCK)
