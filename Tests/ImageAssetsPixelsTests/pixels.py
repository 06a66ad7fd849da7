"""The C target of `Sources/CImageAssetsPixels`, compiled as a shared library and called through ctypes."""
import ctypes as c
import os
import shutil
import subprocess
import tempfile

import numpy as np

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
SOURCES = os.path.join(ROOT, "Sources", "CImageAssetsPixels")
# gcc knows neither of the two: the pragma that its own option stands for, and Swift's attribute.
GCC = ["-ffp-contract=off", "-Wno-unknown-pragmas", "-Wno-attributes", "-Wno-psabi"]


class Picture(c.Structure):
    _fields_ = [("samples", c.c_void_p), ("width", c.c_uint32), ("height", c.c_uint32), ("row_bytes", c.c_size_t),
                ("depth", c.c_uint32)]


class Rect(c.Structure):
    _fields_ = [(name, c.c_uint32) for name in ("x", "y", "width", "height")]


class Request(c.Structure):
    _fields_ = [(name, c.c_uint32) for name in ("width", "height", "fit", "across", "down")]


class Layout(c.Structure):
    _fields_ = [("scaled_width", c.c_uint32), ("scaled_height", c.c_uint32), ("window", Rect), ("width", c.c_uint32),
                ("height", c.c_uint32), ("left", c.c_uint32), ("top", c.c_uint32), ("enlarges", c.c_bool)]


class Cutout(c.Structure):
    _fields_ = [("has_color", c.c_bool), ("color", c.c_uint8 * 3), ("tolerance", c.c_int32), ("inside", c.c_bool)]


class Report(c.Structure):
    _fields_ = [("border", c.c_uint32), ("key", c.c_uint8 * 3), ("plain_share", c.c_float), ("distance", c.c_float),
                ("noise", c.c_float), ("removed", c.c_uint64), ("partial", c.c_uint64), ("near_key", c.c_uint64)]


class Form(c.Structure):
    _fields_ = [("kind", c.c_uint32), ("bit_depth", c.c_uint32), ("color_count", c.c_uint32),
                ("transparent_count", c.c_uint32), ("colors", c.c_uint8 * 4 * 256)]


class Comparison(c.Structure):
    _fields_ = [("differing", c.c_uint64), ("moved", c.c_uint64)]


class Allowed(c.Structure):
    _fields_ = [("grey", c.c_bool), ("palette", c.c_bool)]


def compilers():
    """The C compilers that are here, by name, with the options that each needs."""
    swift = shutil.which("swift")
    beside = os.path.join(os.path.dirname(os.path.realpath(swift)), "clang") if swift else None
    clang = next((p for p in (os.environ.get("CLANG"), beside, shutil.which("clang")) if p and os.path.exists(p)), None)
    found = {"clang": [clang]} if clang else {}
    if shutil.which("gcc"):
        found["gcc"] = ["gcc"] + GCC
    return found


def compile_c(command, output, *arguments):
    sources = sorted(os.path.join(SOURCES, name) for name in os.listdir(SOURCES) if name.endswith(".c"))
    subprocess.run(command + ["-std=gnu17", "-I", os.path.join(SOURCES, "include"), *sources, *arguments, "-o", output],
                   check=True)
    return output


def load(level="-O2"):
    compiler = next(iter(compilers().values()))
    with tempfile.TemporaryDirectory() as folder:
        return c.CDLL(compile_c(compiler, os.path.join(folder, "pixels.so"), level, "-fPIC", "-shared"))


def picture(a):
    assert a.ndim == 3 and a.shape[2] == 4 and (a.flags.c_contiguous or a.strides[1:] == (4 * a.itemsize, a.itemsize))
    return Picture(a.ctypes.data, a.shape[1], a.shape[0], a.strides[0], a.itemsize * 8)


class Pixels:
    def __init__(self, library):
        self.library = library
        library.pixels_resize.argtypes = [c.c_void_p, c.c_uint32, c.c_uint32, Rect, c.c_void_p]
        library.pixels_find_form.argtypes = [c.c_void_p, Allowed, c.c_void_p]
        library.pixels_packed_count.restype = c.c_size_t
        library.pixels_find_content.restype = library.pixels_lay_out.restype = c.c_bool

    def resize(self, a, width, height, window=None):
        x, y, w, h = window or (0, 0, width, height)
        made = np.zeros((h, w, 4), np.uint8)
        rect = Rect(x, y, w, h)
        result = self.library.pixels_resize(c.byref(picture(a)), width, height, rect, c.byref(picture(made)))
        assert result == 0, result
        return made

    def lay_out(self, width, height, *request):
        layout = Layout()
        fits = self.library.pixels_lay_out(width, height, c.byref(Request(*request)), c.byref(layout))
        return fits, layout

    def cut_out(self, a, color=None, tolerance=-1, inside=False):
        a, report = a.copy(), Report()
        request = Cutout(color is not None, (c.c_uint8 * 3)(*(color or (0, 0, 0))), tolerance, inside)
        result = self.library.pixels_cut_out(c.byref(picture(a)), c.byref(request), c.byref(report))
        assert result == 0, result
        return a, report

    def flatten(self, a, color):
        a = a.copy()
        self.library.pixels_flatten(c.byref(picture(a)), (c.c_uint8 * 4)(*color))
        return a

    def make_grey(self, a):
        a = a.copy()
        assert self.library.pixels_make_grey(c.byref(picture(a))) == 0
        return a

    def compare(self, before, after):
        """The map, and how many pixels differ and moved."""
        made, counts = np.zeros(before.shape[:2], np.uint8), Comparison()
        pair = c.byref(picture(before)), c.byref(picture(after))
        assert self.library.pixels_compare(*pair, made.ctypes.data_as(c.c_void_p), c.byref(counts)) == 0
        assert (made > 1).sum() == counts.differing and (made == 1).sum() == counts.moved
        return made, counts.differing, counts.moved

    def find_content(self, a, margin=0):
        rect = Rect()
        found = self.library.pixels_find_content(c.byref(picture(a)), margin, c.byref(rect))
        return (rect.x, rect.y, rect.width, rect.height) if found else None

    def form(self, a, grey=True, palette=True):
        """The form and the rows that are packed in it."""
        form = Form()
        assert self.library.pixels_find_form(c.byref(picture(a)), Allowed(grey, palette), c.byref(form)) == 0
        count = self.library.pixels_packed_count(c.byref(form), a.shape[1])
        rows = []
        for y in range(a.shape[0]):
            row = (c.c_uint8 * count)()
            self.library.pixels_pack_row(c.byref(picture(a)), y, c.byref(form), row)
            rows.append(bytes(row))
        return form, rows
