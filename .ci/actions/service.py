"""An images service on loopback: each request gets a picture of its own, and what asks to be refused is refused."""

import base64
import http.server
import json
import struct
import threading
import zlib


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def picture(width, height, number):
    """A PNG that is no other's: a gradient, and the number in its first pixels."""
    rows = b"".join(
        b"\0" + bytes((number * 37 + x // 4 + y // 4) % 256 for x in range(0, width)) for y in range(height)
    )
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 1)) + chunk(b"IEND", b"")
    )


class Service:
    """`prompts` are those of all requests so far; use it in a `with` statement."""

    def __init__(self):
        self.prompts = []
        service = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                service.prompts.append(request["prompt"])
                if "refuse" in request["prompt"]:
                    self.reply(400, {"error": {"message": "not this", "code": "moderation_blocked"}})
                else:
                    width, height = map(int, request["size"].split("x"))
                    image = picture(width, height, len(service.prompts))
                    self.reply(200, {"data": [{"b64_json": base64.b64encode(image).decode()}]})

            def reply(self, status, value):
                body = json.dumps(value).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
