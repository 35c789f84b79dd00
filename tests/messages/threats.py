"""Words that no letter says to anybody: threats, names for people, and what only a court may order."""

THREATS = (
    *("黑名单", "老赖", "拘留", "罚款", "处罚", "惩戒", "严重后果", "后果自负", "必须签", "限制高消费", "子女", "追究"),
    *("blacklist", "punish", "penal", "threat", "detain"),
)


def threats_in(text: str) -> list[str]:
    """Those that a text says."""
    return [one for one in THREATS if one in text.lower()]
