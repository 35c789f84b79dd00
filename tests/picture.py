"""Makes docs/walk.png for the README: letters of a real walk, drawn as two phones by headless Chromium."""

import asyncio
import subprocess
import tempfile
from html import escape
from pathlib import Path

from mediation.actor import Role
from tests.sample import LI, recorded
from tests.world import Heard, World, open_world

OUT = Path(__file__).parent.parent / "docs" / "walk.png"
_READ = "我读完了，下一页 »"

_STYLE = """
body { margin: 0; padding: 36px; background: #e9eef3; display: flex; gap: 36px;
  font: 16px/1.55 "Noto Sans CJK SC", sans-serif }
.phone { width: 400px; height: 700px; border-radius: 34px; background: #dfe7ee; border: 9px solid #1d2733;
  overflow: hidden; display: flex; flex-direction: column; box-shadow: 0 14px 40px #1d273340 }
header { background: #fff; padding: 13px 18px; font-weight: 700; border-bottom: 1px solid #cfd8e0 }
header small { display: block; font-weight: 400; color: #6b7a88 }
main { flex: 1; padding: 12px; display: flex; flex-direction: column; justify-content: flex-end; overflow: hidden }
.in { background: #fff; border-radius: 14px 14px 14px 4px; padding: 9px 13px; margin: 5px 34px 3px 0;
  white-space: pre-wrap }
.out { background: #d3f0c8; border-radius: 14px 14px 4px 14px; padding: 8px 13px; margin: 5px 0 5px auto;
  max-width: 70% }
.row { display: flex; gap: 6px; margin: 3px 34px 3px 0 }
.row span { flex: 1; background: #3b82c4; color: #fff; border-radius: 10px; padding: 8px; text-align: center;
  font-size: 15px }
blockquote { margin: 6px 0; padding: 4px 10px; border-left: 4px solid #3b82c4; background: #f2f7fb }
code { font-size: 12px; word-break: break-all }
"""


async def play(world: World) -> list[str]:
    """A walk from the invitation to the clause in question, as two phones in HTML."""
    mediator, li = await world.staff("王建国", Role.MEDIATOR), world.person("晓梅")
    await recorded(world, mediator)
    await world.says(mediator, "/invite")
    invited = await world.presses(mediator, mediator.letters[-1].labels[1])
    assert invited is not None
    await world.says(li, invited.secrets["⟦code⟧"])
    await world.presses(li, "同意")
    await world.says(li, LI.number[-6:])
    asked = mediator.letters[-1]
    await world.presses(mediator, "本人在场")
    await world.presses(li, "同意")
    for _ in range(4):
        await world.presses(li, _READ)
    refused = [await world.presses(li, "同意"), await world.presses(li, "不同意"), await world.presses(li, "不同意")]
    assert refused[-1] is not None
    return [
        _phone("信调 · 李晓梅的手机", "当事人", [_out("不同意"), _in(refused[-1])]),
        _phone("信调 · 王建国的手机", "调解员", [_in(asked), _out("本人在场"), _in(mediator.letters[-1])]),
    ]


def _in(letter: Heard) -> str:
    rows = ["".join(f"<span>{escape(label)}</span>" for _, label in row) for row in letter.buttons]
    text = letter.text.replace("\n\n<blockquote>", "\n<blockquote>").replace("</blockquote>\n", "</blockquote>")
    return f'<div class="in">{text}</div>' + "".join(f'<div class="row">{row}</div>' for row in rows)


def _out(words: str) -> str:
    return f'<div class="out">{escape(words)}</div>'


def _phone(title: str, who: str, bubbles: list[str]) -> str:
    return f'<div class="phone"><header>{title}<small>{who}</small></header><main>{"".join(bubbles)}</main></div>'


async def main() -> None:
    """Play, draw, and write the picture."""
    with tempfile.TemporaryDirectory() as folder:
        async with open_world(Path(folder)) as world:
            phones = await play(world)
        page = Path(folder) / "walk.html"
        page.write_text(f"<meta charset=utf-8><style>{_STYLE}</style>{''.join(phones)}", encoding="utf-8")
        options = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--hide-scrollbars",
        ]
        shot = [f"--screenshot={OUT}", "--window-size=944,790", f"--user-data-dir={folder}/chromium", page.as_uri()]
        await asyncio.to_thread(subprocess.run, ["chromium", *options, *shot], check=True, capture_output=True)


if __name__ == "__main__":
    asyncio.run(main())
