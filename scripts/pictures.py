"""Cuts the pictures of the README and of the docs out of those that `npm test -- build ui` leaves in artifacts/ui.

python3 scripts/pictures.py [name ...]: all of them, or those of docs/images that are named. Needs Pillow.
"""

import sys
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
TAKEN = ROOT / "artifacts" / "ui"
KEPT = ROOT / "docs" / "images"
COLOURS = 128
LIMIT = 60_000

# Of each kept picture: the name of the taken one without its number, and left, top, right and bottom in pixels.
CUTS = {
    "building": ("readme-building", (0, 36, 1120, 900)),
    "completion": ("readme-completion", (52, 36, 760, 585)),
    "compose": ("completion-of-a-target", (264, 36, 900, 290)),
    "compose-fix": ("fix-of-a-target", (264, 36, 900, 290)),
    "content": ("image-content-with-cache", (664, 36, 1276, 620)),
    "context": ("build-context", (664, 36, 1276, 580)),
    "failure": ("readme-failure", (52, 36, 1120, 670)),
    "forecast": ("forecast", (52, 36, 1100, 520)),
    "graph": ("graph-while-building", (352, 36, 1280, 870)),
    "hover": ("readme-hover", (52, 36, 1000, 575)),
    "order": ("order-hint", (52, 36, 1000, 345)),
    "rename": ("rename-preview", (352, 36, 1280, 860)),
    "report": ("report", (664, 36, 1276, 660)),
    "snippet": ("snippet", (52, 36, 1116, 612)),
    "use-list": ("uses-listed", (340, 4, 942, 253)),
    "uses": ("use-built", (352, 36, 1276, 900)),
    "walkthrough": ("walkthrough", (52, 36, 1440, 770)),
    "why": ("why-did-this-run", (52, 4, 1000, 355)),
}


def cut(name: str) -> None:
    taken, box = CUTS[name]
    found = [path for path in sorted(TAKEN.glob("*.png")) if path.stem.split("-", 1)[1] == taken]
    if not found:
        sys.exit(f"{TAKEN} has no picture {taken}: run `npm test -- build ui`.")
    # The last one: another test may have taken one of the same name before.
    picture = Image.open(found[-1]).convert("RGB").crop(box)
    few = picture.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    path = KEPT / f"{name}.png"
    few.save(path, optimize=True)
    size = path.stat().st_size
    print(f"{path.name}: {size} bytes" + (" (too large)" if size > LIMIT else ""))


for wanted in sys.argv[1:] or CUTS:
    cut(wanted)
