"""Serve the demos of another folder: ``python -m tests.browser.demos_server FOLDER PORT``."""

import sys
from pathlib import Path

from tpelib.lab.demos import serve
from tpelib.notebooks import demos

folder, port = Path(sys.argv[1]), int(sys.argv[2])
demos.notebooks_path = lambda *parts: folder.joinpath(*parts)
raise SystemExit(serve(port=port, open_browser=False))
