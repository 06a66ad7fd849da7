"""Makes a picture smaller for a page, with few colours.

python show.py WIDTH FROM TO"""

import sys

from PIL import Image

width, source, target = int(sys.argv[1]), sys.argv[2], sys.argv[3]
image = Image.open(source).convert("RGB")
image = image.resize((width, round(image.height * width / image.width)), Image.LANCZOS)
image.quantize(128, dither=Image.Dither.NONE).save(target, optimize=True)
