"""Write every generated page."""

from docs.generate import DOCS, PAGES

for name, page in PAGES.items():
    (DOCS / name).parent.mkdir(exist_ok=True)
    (DOCS / name).write_text(page(), encoding="utf-8")
