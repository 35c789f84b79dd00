"""Where jurisdiction profiles are read from: the package's own, or a TOML file that the office keeps."""

from importlib.resources import files
from pathlib import Path

from mediation.profile import Profile, read_profile


def load_profile(which: str | Path) -> Profile:
    """The profile of this name in the package, or of this file; raises ProfileError or OSError."""
    if isinstance(which, Path):
        return read_profile(which.read_text(encoding="utf-8"))
    return read_profile((files("mediation") / "profiles" / f"{which}.toml").read_text(encoding="utf-8"))
