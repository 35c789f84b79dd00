"""Whether two writings are the same full name: widths, spaces and middle dots are unified, nothing else is forgiven."""

import re
import unicodedata

# The dots that input methods put between the parts of a name (阿卜杜拉·买买提); Unicode has many that look alike.
_DOTS = dict.fromkeys(map(ord, "\u0387\u16eb\u2022\u2027\u2219\u22c5\u2e31\u30fb\ua78f\u2e33\u25cf\u2981"), "\u00b7")
# Between Chinese characters, and around a middle dot, a space means nothing; between Latin words it does.
_MEANINGLESS_SPACE = re.compile(r"\s*([\u00b7\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])\s*")


def plain_name(text: str) -> str:
    """The name for comparing: NFKC, invisible marks dropped, every middle dot as ·, only spaces that mean something."""
    visible = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    return _MEANINGLESS_SPACE.sub(r"\1", " ".join(visible.translate(_DOTS).split()))


def same_name(typed: str, known: str) -> bool:
    """Whether somebody typed this very name; an empty one is nobody's."""
    return plain_name(typed) == plain_name(known) != ""
