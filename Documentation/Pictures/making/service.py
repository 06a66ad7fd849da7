"""An images service on loopback that paints by the words of a prompt, for the pictures of the documentation. Nothing in
it is a model: shapes and colours follow from words that it knows, and whatever else a prompt says only moves them.

    python service.py PORT_FILE [SECONDS]

writes the port it listens at to PORT_FILE. With SECONDS, answers take about as long."""

import base64
import colorsys
import hashlib
import http.server
import io
import json
import math
import random
import re
import sys
import threading
import time
from email.parser import BytesParser

from PIL import Image, ImageDraw

SKIES = {
    "dusk": ((92, 84, 140), (246, 178, 138)),
    "dawn": ((150, 190, 214), (252, 216, 184)),
    "night": ((20, 30, 62), (62, 82, 128)),
    "storm": ((58, 70, 84), (128, 142, 150)),
    "snow": ((196, 210, 224), (238, 242, 246)),
    "fog": ((190, 196, 198), (224, 226, 222)),
    "rain": ((104, 124, 144), (170, 186, 196)),
}
TEAL, SAND, INK = (36, 122, 122), (236, 208, 160), (34, 44, 58)


def mix(one, other, part):
    return tuple(round(a + (b - a) * part) for a, b in zip(one, other))


class Painting:
    """One picture, painted at twice its size and made smaller, which smooths its edges."""

    def __init__(self, prompt, width, height, number):
        self.words = set(re.findall(r"[a-z]+", prompt.lower()))
        # The first words say what it is: others leave its hills where they are.
        first = " ".join(prompt.split()[:3])
        self.chance = random.Random(hashlib.sha256(f"{first} {number}".encode()).digest())
        self.width, self.height, self.unit = width * 2, height * 2, min(width, height) * 2
        self.image = Image.new("RGB", (self.width, self.height))
        self.draw = ImageDraw.Draw(self.image)

    def has(self, *words):
        return any(word in self.words for word in words)

    def paint(self):
        if self.has("background"):
            self.image.paste((0, 214, 32) if self.has("green") else (245, 245, 245), (0, 0, self.width, self.height))
            self.animal()
        else:
            self.scene()
        return self.image.resize((self.width // 2, self.height // 2), Image.LANCZOS)

    def scene(self):
        sky = next((SKIES[word] for word in SKIES if word in self.words), None)
        hue = self.chance.random()
        if sky is None:
            sky = [
                tuple(round(255 * x) for x in colorsys.hsv_to_rgb(hue, s, v)) for s, v in ((0.35, 0.95), (0.16, 0.98))
            ]
        for y in range(self.height):
            self.draw.line([(0, y), (self.width, y)], fill=mix(sky[0], sky[1], min(1, y / self.height / 0.7)))
        self.lights(sky)
        near = TEAL if self.has("teal") else tuple(round(255 * x) for x in colorsys.hsv_to_rgb(hue, 0.55, 0.5))
        if self.has("night", "storm"):
            near = mix(near, INK, 0.55)
        for layer in range(4):
            self.hill(0.56 + 0.11 * layer, mix(sky[1], near, 0.35 + 0.2 * layer))
            if layer == 1 and self.has("lighthouse", "tower"):
                self.lighthouse(0.66, 0.70)
            if layer == 1 and self.has("house", "harbour"):
                self.house(0.3, 0.72)
        if self.has("boat", "harbour"):
            self.boat(0.6, 0.86)
        self.weather()

    def lights(self, sky):
        x, y, r = (
            self.width * self.chance.uniform(0.2, 0.42),
            self.height * self.chance.uniform(0.2, 0.32),
            self.unit * 0.085,
        )
        if self.has("night"):
            for _ in range(90):
                a, b, s = (
                    self.chance.uniform(0, self.width),
                    self.chance.uniform(0, self.height * 0.5),
                    self.unit * 0.0015,
                )
                self.draw.ellipse([a - s, b - s, a + s, b + s], fill=(224, 228, 240))
        if self.has("storm", "rain", "fog"):
            for _ in range(5):
                a, b = self.chance.uniform(0, self.width), self.chance.uniform(0, self.height * 0.3)
                for dx, s in ((-0.1, 0.06), (0, 0.09), (0.11, 0.065)):
                    cx, cr = a + dx * self.unit, s * self.unit
                    self.draw.ellipse(
                        [cx - cr * 1.5, b - cr, cx + cr * 1.5, b + cr], fill=mix(sky[0], (255, 255, 255), 0.16)
                    )
            return
        self.draw.ellipse([x - r, y - r, x + r, y + r], fill=(246, 240, 222) if self.has("night") else (255, 232, 184))

    def hill(self, top, colour):
        f, p = self.chance.uniform(1.2, 2.6), self.chance.uniform(0, 6)
        points = []
        for x in range(0, self.width + 16, 16):
            t = x / self.width
            points.append(
                (x, self.height * (top + 0.045 * math.sin(p + t * f * 6.28) + 0.014 * math.sin(2 * p + t * 15)))
            )
        self.draw.polygon(points + [(self.width, self.height), (0, self.height)], fill=colour)

    def lighthouse(self, at, foot):
        u, x, y = self.unit, self.width * at, self.height * foot
        if self.has("dusk", "night", "storm", "lit"):
            beam = Image.new("L", self.image.size, 0)
            ImageDraw.Draw(beam).polygon([(x, y - u * 0.37), (0, y - u * 0.52), (0, y - u * 0.24)], fill=54)
            self.image.paste((255, 236, 176), mask=beam)
        white, red = (248, 244, 234), (204, 78, 62)
        for part in range(5):
            low, high = y - u * 0.066 * part, y - u * 0.066 * (part + 1)
            wide, thin = u * (0.052 - 0.005 * part), u * (0.047 - 0.005 * part)
            self.draw.polygon(
                [(x - wide, low), (x + wide, low), (x + thin, high), (x - thin, high)], fill=red if part % 2 else white
            )
        self.draw.rectangle([x - u * 0.036, y - u * 0.342, x + u * 0.036, y - u * 0.33], fill=INK)
        self.draw.rectangle([x - u * 0.02, y - u * 0.385, x + u * 0.02, y - u * 0.342], fill=(255, 226, 130))
        self.draw.polygon([(x - u * 0.028, y - u * 0.385), (x + u * 0.028, y - u * 0.385), (x, y - u * 0.42)], fill=red)
        if self.has("window", "windows"):
            self.draw.rectangle([x - u * 0.012, y - u * 0.25, x + u * 0.012, y - u * 0.22], fill=(255, 206, 84))

    def house(self, at, foot):
        u = self.unit
        for offset, size in ((0, 1), (0.13, 0.8), (0.23, 1.1)):
            x, y, s = self.width * at + u * offset, self.height * foot + u * 0.03, u * 0.1 * size
            self.draw.rectangle([x - s / 2, y - s, x + s / 2, y], fill=mix(SAND, (255, 255, 255), 0.5))
            self.draw.polygon([(x - s * 0.6, y - s), (x + s * 0.6, y - s), (x, y - s * 1.6)], fill=(190, 92, 70))
            lit = (255, 206, 84) if self.has("dusk", "night", "lit") else INK
            self.draw.rectangle([x - s * 0.12, y - s * 0.7, x + s * 0.12, y - s * 0.4], fill=lit)

    def boat(self, at, foot):
        u, x, y = self.unit, self.width * at, self.height * foot
        self.draw.polygon(
            [(x - u * 0.1, y), (x + u * 0.1, y), (x + u * 0.07, y + u * 0.045), (x - u * 0.07, y + u * 0.045)],
            fill=(190, 72, 58),
        )
        self.draw.polygon(
            [(x + u * 0.004, y - u * 0.2), (x + u * 0.004, y - u * 0.014), (x + u * 0.085, y - u * 0.014)],
            fill=(250, 246, 236),
        )
        self.draw.polygon(
            [(x - u * 0.006, y - u * 0.17), (x - u * 0.006, y - u * 0.014), (x - u * 0.07, y - u * 0.014)], fill=SAND
        )

    def weather(self):
        if self.has("rain", "storm"):
            for _ in range(170):
                x, y, s = self.chance.uniform(0, self.width), self.chance.uniform(0, self.height), self.unit * 0.02
                self.draw.line(
                    [(x, y), (x - s * 0.4, y + s)], fill=(198, 210, 218), width=max(1, round(self.unit * 0.002))
                )
        if self.has("snow"):
            for _ in range(150):
                x, y, s = (
                    self.chance.uniform(0, self.width),
                    self.chance.uniform(0, self.height),
                    self.unit * self.chance.uniform(0.003, 0.007),
                )
                self.draw.ellipse([x - s, y - s, x + s, y + s], fill=(255, 255, 255))

    def animal(self):
        """A head by its words: ears, face, eyes."""
        u, x, y = self.unit, self.width / 2, self.height * 0.54
        owl, fox = self.has("owl"), self.has("fox")
        fur = (150, 112, 78) if owl else (222, 116, 52) if fox else (176, 164, 150)
        pale, line = mix(fur, (255, 255, 255), 0.78), round(u * 0.014)

        def shape(points, colour):
            points = [(x + a * u, y + b * u) for a, b in points]
            self.draw.polygon(points, fill=colour)
            self.draw.line(points + points[:2], fill=INK, width=line, joint="curve")

        def disc(a, b, r, colour, s=None):
            box = [x + (a - r) * u, y + (b - (s or r)) * u, x + (a + r) * u, y + (b + (s or r)) * u]
            self.draw.ellipse(box, fill=colour, outline=INK, width=line)

        for side in (-1, 1):
            if owl:
                shape([(side * 0.27, -0.12), (side * 0.3, -0.36), (side * 0.08, -0.24)], fur)
            elif fox:
                shape([(side * 0.3, -0.06), (side * 0.29, -0.38), (side * 0.06, -0.22)], fur)
                shape([(side * 0.25, -0.13), (side * 0.255, -0.3), (side * 0.13, -0.21)], INK)
            else:
                disc(side * 0.1, -0.3, 0.07, fur, 0.2)
                disc(side * 0.1, -0.29, 0.03, pale, 0.13)
        disc(0, 0, 0.31, fur, 0.28)
        for side in (-1, 1):
            if owl:
                disc(side * 0.12, -0.03, 0.12, pale)
            elif fox:
                shape([(0, 0.25), (side * 0.27, 0.1), (side * 0.2, 0.02), (side * 0.05, 0.05)], pale)
            disc(side * 0.12, -0.03, 0.055 if owl else 0.032, INK)
            if self.has("sad"):
                self.draw.line(
                    [(x + side * 0.19 * u, y - 0.09 * u), (x + side * 0.07 * u, y - 0.14 * u)], fill=INK, width=line
                )
        if owl:
            shape([(-0.04, 0.05), (0.04, 0.05), (0, 0.13)], (240, 180, 70))
        else:
            disc(0, 0.15 if not fox else 0.2, 0.04, INK, 0.03)
        if self.has("happy", "smiling"):
            self.draw.arc([x - 0.09 * u, y + 0.1 * u, x + 0.09 * u, y + 0.24 * u], 20, 160, fill=INK, width=line)


def fields(headers, body):
    """The fields of a request, JSON or a form."""
    kind = headers["Content-Type"]
    if kind.startswith("application/json"):
        return json.loads(body)
    form = BytesParser().parsebytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + body)
    return {
        part.get_param("name", header="Content-Disposition"): part.get_payload(decode=True).decode()
        for part in form.get_payload()
        if not part.get_filename()
    }


class Service(http.server.BaseHTTPRequestHandler):
    seconds = 0.0
    counts: dict = {}
    lock = threading.Lock()

    def do_POST(self):
        wanted = fields(self.headers, self.rfile.read(int(self.headers["Content-Length"])))
        prompt, size = wanted["prompt"], wanted.get("size", "1024x1024")
        with self.lock:
            number = self.counts[prompt] = self.counts.get(prompt, 0) + 1
        width, height = (int(side) for side in (size if "x" in size else "1024x1024").split("x"))
        begun = time.monotonic()
        data = io.BytesIO()
        Painting(prompt, width, height, number).paint().save(data, "PNG")
        longer = self.seconds * random.Random(prompt).uniform(0.5, 1.8)
        time.sleep(max(0, longer - (time.monotonic() - begun)))
        answer = json.dumps(
            {
                "created": 1,
                "data": [{"b64_json": base64.b64encode(data.getvalue()).decode()}],
                "usage": {"input_tokens": len(prompt) // 4, "output_tokens": width * height // 600},
            }
        ).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    Service.seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 0.0
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Service)
    with open(sys.argv[1], "w") as file:
        file.write(str(server.server_address[1]))
    server.serve_forever()
