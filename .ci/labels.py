"""Holds what ExifTool and Pillow find in the labelled files to what was to be written."""

import json
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

from PIL import Image

ASSET = "sha256:d59386e0ae435e292fbe0ebcdb954b75ed5fb3922091277cb19f798fc5d50718"
TRAINED = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
ALT = 'Ein roter Fuchs, "schlau"'
AIGC = '{"Label":"1","ContentProducer":"00119144","ProduceID":"a<b&c","ReservedCode1":""}'

NEW = {
    "XMP-iptcExt:DigitalSourceType": TRAINED,
    "XMP-iptcExt:AISystemUsed": "gpt-image-2",
    "XMP-iptcExt:AIPromptInformation": "A fox & a \U0001F98A",
    "XMP-iptcCore:AltTextAccessibility": ALT,
    "XMP-dc:Description": ALT,
    "XMP-dc:Identifier": ASSET,
    "XMP-photoshop:Credit": "Förster & Co",
    "XMP-dc:Rights": "© 2026 Förster & Co",
}
MERGED = NEW | {
    "XMP-x:XMPToolkit": "Some Toolkit 1.0",
    "XMP-xmp:CreatorTool": "Some Service & Sons",
    "XMP-dc:Subject": "kept",
    "XMP-TC260:Aigc": AIGC,
    "ExifIFD:UserComment": AIGC,
}
TAGS = ["-XMP:all", "-PNG:AIGC", "-UserComment", "-JUMBF:all", "-XMP-dcterms:all"]
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


def by_exiftool(path):
    # -n: values as they are. -a: all of them, -G1: with the names of their schemas.
    command = ["exiftool", "-j", "-n", "-a", "-G1", *TAGS, path]
    found = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)[0]
    return {key: value for key, value in found.items() if key != "SourceFile"}


def by_pillow(path, is_merged):
    with Image.open(path) as image:
        image.load()
        packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp")
        packet = packet if isinstance(packet, bytes) else packet.encode()
        comment = image.getexif().get_ifd(0x8769).get(0x9286)
        assert comment == (b"ASCII\0\0\0" + AIGC.encode() if is_merged else None), (path, comment)
        if path.endswith(".png"):
            assert image.info.get("AIGC") == (AIGC if is_merged else None), path
        if path.endswith(".webp"):
            assert image.mode == "RGBA", (path, image.mode)
    root = ElementTree.fromstring(packet.decode())
    types = [e.text for e in root.iter("{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}DigitalSourceType")]
    assert types == [TRAINED], (path, types)
    about = {description.get(f"{RDF}about") for description in root.iter(f"{RDF}Description")}
    assert about == {""}, (path, about)
    return packet


def main():
    faults = 0
    for name, wanted in (("new", NEW), ("merged", MERGED)):
        packets = set()
        for ending in ("png", "jpg", "webp"):
            path = f"Fixtures/Labels/{name}.{ending}"
            expected = wanted | ({"PNG:AIGC": AIGC} if (name, ending) == ("merged", "png") else {})
            found = by_exiftool(path)
            if found != expected:
                faults += 1
                print(f"{path}: ExifTool finds {found}, expected {expected}", file=sys.stderr)
            packets.add(by_pillow(path, name == "merged"))
        assert len(packets) == 1, f"the formats hold different packets of {name}"
    if faults == 0:
        print("ExifTool and Pillow read every label in every format.")
    sys.exit(1 if faults else 0)


main()
