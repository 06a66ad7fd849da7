window.gallery = {
  "command": "gallery",
  "comparison": {
    "commit": "1a2b1a2b1a2b1a2b1a2b1a2b1a2b1a2b1a2b1a2b",
    "fault": "the lockfile of HEAD cannot be read, so only pictures are compared: art/images.lock.json: it was committed with merge conflicts",
    "revision": "HEAD"
  },
  "diagnostics": [
    {
      "column": 5,
      "file": "art/images.json",
      "hint": "Change it.",
      "line": 9,
      "message": "it is odd",
      "severity": "warning"
    }
  ],
  "id": "e837a9dc0e9f961d",
  "images": [
    {
      "accepted": true,
      "alt": "A fox",
      "candidates": [
        {
          "command": null,
          "digest": "f39592393ef0859cb196a52693d2cea00fb2df784b3c04ae54aa7cadb8e562f8",
          "mark": "chosen",
          "note": null,
          "picture": {
            "bytes": 5,
            "file": "pictures/f39592393ef0859cb196a52693d2cea00fb2df784b3c04ae54aa7cadb8e562f8.png",
            "height": 1024,
            "mediaType": "image/png",
            "problem": null,
            "sha256": "f39592393ef0859cb196a52693d2cea00fb2df784b3c04ae54aa7cadb8e562f8",
            "thumbnail": "thumbnails/f39592393ef0859cb196a52693d2cea00fb2df784b3c04ae54aa7cadb8e562f8.png",
            "transparent": true,
            "width": 1536
          },
          "published": true,
          "received": "2026-11-27T08:00:00Z",
          "remark": null,
          "short": "f3959239",
          "usable": true
        },
        {
          "command": "image-assets choose uptodate 6db7d803",
          "digest": "6db7d803e74f1ffa7d8f5adc0bf95b3e15bf4c8373fffadf546227cc6c6742cb",
          "mark": "rejected",
          "note": "too dark",
          "picture": {
            "bytes": 6,
            "file": "pictures/6db7d803e74f1ffa7d8f5adc0bf95b3e15bf4c8373fffadf546227cc6c6742cb.png",
            "height": 1024,
            "mediaType": "image/png",
            "problem": null,
            "sha256": "6db7d803e74f1ffa7d8f5adc0bf95b3e15bf4c8373fffadf546227cc6c6742cb",
            "thumbnail": "thumbnails/6db7d803e74f1ffa7d8f5adc0bf95b3e15bf4c8373fffadf546227cc6c6742cb.png",
            "transparent": true,
            "width": 1024
          },
          "published": false,
          "received": null,
          "remark": "it is blank",
          "short": "6db7d803",
          "usable": false
        },
        {
          "command": null,
          "digest": "79f076abdd19a752db7267bfff2f9022161d120dea919fdaca2ffdfc24ca8c96",
          "mark": null,
          "note": null,
          "picture": {
            "bytes": null,
            "file": null,
            "height": null,
            "mediaType": "application/octet-stream",
            "problem": "it is in an answer that was kept, from which a run takes it at no cost",
            "sha256": "79f076abdd19a752db7267bfff2f9022161d120dea919fdaca2ffdfc24ca8c96",
            "thumbnail": null,
            "transparent": false,
            "width": null
          },
          "published": false,
          "received": null,
          "remark": null,
          "short": "79f076ab",
          "usable": true
        }
      ],
      "change": null,
      "column": 7,
      "commands": {
        "accept": null,
        "generate": null,
        "generatePays": false,
        "regenerate": "image-assets generate --regenerate uptodate --manifest art/images.json",
        "regenerateOverwrites": false
      },
      "expectations": [
        "1024 pixels wide"
      ],
      "family": null,
      "file": "art/images.json",
      "frozen": false,
      "line": 3,
      "name": "uptodate",
      "notes": [
        "it is remarked"
      ],
      "output": "Images/uptodate.png",
      "picture": {
        "bytes": 5,
        "file": "pictures/f39592393ef0859cb196a52693d2cea00fb2df784b3c04ae54aa7cadb8e562f8.png",
        "height": 1024,
        "mediaType": "image/png",
        "problem": null,
        "sha256": "f39592393ef0859cb196a52693d2cea00fb2df784b3c04ae54aa7cadb8e562f8",
        "thumbnail": "thumbnails/f39592393ef0859cb196a52693d2cea00fb2df784b3c04ae54aa7cadb8e562f8.png",
        "transparent": true,
        "width": 1536
      },
      "pieces": [
        {
          "column": 9,
          "file": "art/images.json",
          "line": 2,
          "source": "the image itself",
          "text": "A "
        },
        {
          "column": 9,
          "file": "art/animal.txt",
          "line": 2,
          "source": "fragment animal",
          "text": "fox"
        }
      ],
      "placeholder": false,
      "problem": null,
      "prompt": "A fox",
      "provenance": [
        "IPTC"
      ],
      "reasons": [],
      "references": [
        {
          "image": null,
          "path": "Art/fox.jpg",
          "picture": {
            "bytes": 4,
            "file": "pictures/41e5787e9f28562d07b891b1816b492309d646c0f2829743fa4963a9f9cc1d61.jpg",
            "height": 1024,
            "mediaType": "image/jpeg",
            "problem": null,
            "sha256": "41e5787e9f28562d07b891b1816b492309d646c0f2829743fa4963a9f9cc1d61",
            "thumbnail": "thumbnails/41e5787e9f28562d07b891b1816b492309d646c0f2829743fa4963a9f9cc1d61.png",
            "transparent": false,
            "width": 300
          },
          "problem": null,
          "role": "reference"
        },
        {
          "image": "fox",
          "path": "Art/fox.jpg",
          "picture": null,
          "problem": "the image fox is not made yet",
          "role": "reference"
        },
        {
          "image": null,
          "path": "Art/fox.jpg",
          "picture": {
            "bytes": 6,
            "file": null,
            "height": null,
            "mediaType": "application/octet-stream",
            "problem": "it breaks off",
            "sha256": "f526795c95399cea27c055c842c3d6ab018ed0fa4f66f701c28ab22dec28237b",
            "thumbnail": null,
            "transparent": false,
            "width": null
          },
          "problem": null,
          "role": "mask"
        }
      ],
      "renditions": [
        {
          "appearance": "any",
          "detail": "64x64 PNG, 2x",
          "path": "A.xcassets/a.imageset/a-any@2x.png",
          "picture": {
            "bytes": 6,
            "file": "pictures/6db7d803e74f1ffa7d8f5adc0bf95b3e15bf4c8373fffadf546227cc6c6742cb.png",
            "height": 1024,
            "mediaType": "image/png",
            "problem": null,
            "sha256": "6db7d803e74f1ffa7d8f5adc0bf95b3e15bf4c8373fffadf546227cc6c6742cb",
            "thumbnail": "thumbnails/6db7d803e74f1ffa7d8f5adc0bf95b3e15bf4c8373fffadf546227cc6c6742cb.png",
            "transparent": true,
            "width": 1024
          },
          "reasons": [],
          "set": "A.xcassets/a.imageset",
          "stateWord": "up to date"
        },
        {
          "appearance": "dark",
          "detail": "64x64 PNG, 2x",
          "path": "A.xcassets/a.imageset/a-dark@2x.png",
          "picture": {
            "bytes": 6,
            "file": "pictures/6db7d803e74f1ffa7d8f5adc0bf95b3e15bf4c8373fffadf546227cc6c6742cb.png",
            "height": 1024,
            "mediaType": "image/png",
            "problem": null,
            "sha256": "6db7d803e74f1ffa7d8f5adc0bf95b3e15bf4c8373fffadf546227cc6c6742cb",
            "thumbnail": "thumbnails/6db7d803e74f1ffa7d8f5adc0bf95b3e15bf4c8373fffadf546227cc6c6742cb.png",
            "transparent": true,
            "width": 1024
          },
          "reasons": [],
          "set": "A.xcassets/a.imageset",
          "stateWord": "up to date"
        },
        {
          "appearance": "tinted",
          "detail": "64x64 PNG, 2x",
          "path": "A.xcassets/a.imageset/a-tinted@2x.png",
          "picture": {
            "bytes": 6,
            "file": "pictures/6db7d803e74f1ffa7d8f5adc0bf95b3e15bf4c8373fffadf546227cc6c6742cb.png",
            "height": 1024,
            "mediaType": "image/png",
            "problem": null,
            "sha256": "6db7d803e74f1ffa7d8f5adc0bf95b3e15bf4c8373fffadf546227cc6c6742cb",
            "thumbnail": "thumbnails/6db7d803e74f1ffa7d8f5adc0bf95b3e15bf4c8373fffadf546227cc6c6742cb.png",
            "transparent": true,
            "width": 1024
          },
          "reasons": [],
          "set": "A.xcassets/a.imageset",
          "stateWord": "up to date"
        },
        {
          "appearance": null,
          "detail": "what Xcode reads of the set",
          "path": "A.xcassets/a.imageset/Contents.json",
          "picture": null,
          "reasons": [
            "scales: 1 → 2"
          ],
          "set": "A.xcassets/a.imageset",
          "stateWord": "changed"
        }
      ],
      "request": [
        {
          "name": "model",
          "value": "gpt-image-2"
        },
        {
          "name": "size",
          "value": "1024x1024"
        }
      ],
      "revisedPrompt": "A red fox",
      "state": "upToDate",
      "stateWord": "up to date"
    },
    {
      "accepted": false,
      "alt": null,
      "candidates": [],
      "change": {
        "before": null,
        "difference": null,
        "differenceProblem": null,
        "facts": [],
        "from": null,
        "kind": "added",
        "what": [],
        "words": null
      },
      "column": 7,
      "commands": {
        "accept": null,
        "generate": null,
        "generatePays": false,
        "regenerate": "image-assets generate --regenerate broken --manifest art/images.json",
        "regenerateOverwrites": false
      },
      "expectations": [],
      "family": null,
      "file": "art/images.json",
      "frozen": false,
      "line": 4,
      "name": "broken",
      "notes": [],
      "output": "Images/broken.png",
      "picture": {
        "bytes": 5,
        "file": "pictures/f39592393ef0859cb196a52693d2cea00fb2df784b3c04ae54aa7cadb8e562f8.png",
        "height": 1024,
        "mediaType": "image/png",
        "problem": null,
        "sha256": "f39592393ef0859cb196a52693d2cea00fb2df784b3c04ae54aa7cadb8e562f8",
        "thumbnail": "thumbnails/f39592393ef0859cb196a52693d2cea00fb2df784b3c04ae54aa7cadb8e562f8.png",
        "transparent": true,
        "width": 1536
      },
      "pieces": [],
      "placeholder": false,
      "problem": "the image is 2 pixels wide, expected 3",
      "prompt": "A fox",
      "provenance": [],
      "reasons": [
        "why it is broken"
      ],
      "references": [],
      "renditions": [],
      "request": [],
      "revisedPrompt": null,
      "state": "broken",
      "stateWord": "broken"
    },
    {
      "accepted": false,
      "alt": null,
      "candidates": [],
      "change": {
        "before": {
          "picture": {
            "bytes": 6,
            "file": "pictures/6db7d803e74f1ffa7d8f5adc0bf95b3e15bf4c8373fffadf546227cc6c6742cb.png",
            "height": 1024,
            "mediaType": "image/png",
            "problem": null,
            "sha256": "6db7d803e74f1ffa7d8f5adc0bf95b3e15bf4c8373fffadf546227cc6c6742cb",
            "thumbnail": "thumbnails/6db7d803e74f1ffa7d8f5adc0bf95b3e15bf4c8373fffadf546227cc6c6742cb.png",
            "transparent": true,
            "width": 1024
          },
          "problem": null,
          "prompt": "A blue fox",
          "references": [
            {
              "image": null,
              "path": "Art/fox.jpg",
              "picture": null,
              "problem": "it is gone",
              "role": "reference"
            }
          ],
          "request": [
            {
              "name": "model",
              "value": "gpt-image-1"
            }
          ],
          "revisedPrompt": null
        },
        "difference": null,
        "differenceProblem": null,
        "facts": [
          {
            "after": "1536x1024",
            "before": "1024x1024",
            "name": "size"
          }
        ],
        "from": null,
        "kind": "changed",
        "what": [
          "picture",
          "prompt",
          "references",
          "size"
        ],
        "words": [
          {
            "kind": "same",
            "text": "A "
          },
          {
            "kind": "removed",
            "text": "blue "
          },
          {
            "kind": "same",
            "text": "fox"
          }
        ]
      },
      "column": 7,
      "commands": {
        "accept": null,
        "generate": "image-assets generate missing --manifest art/images.json",
        "generatePays": false,
        "regenerate": "image-assets generate --regenerate missing --manifest art/images.json",
        "regenerateOverwrites": false
      },
      "expectations": [],
      "family": null,
      "file": "art/images.json",
      "frozen": false,
      "line": 5,
      "name": "missing",
      "notes": [],
      "output": "Images/missing.png",
      "picture": null,
      "pieces": [],
      "placeholder": false,
      "problem": null,
      "prompt": "A fox",
      "provenance": [],
      "reasons": [
        "why it is missing"
      ],
      "references": [],
      "renditions": [],
      "request": [],
      "revisedPrompt": null,
      "state": "missing",
      "stateWord": "missing"
    },
    {
      "accepted": false,
      "alt": null,
      "candidates": [],
      "change": {
        "before": {
          "picture": {
            "bytes": 5,
            "file": "pictures/f39592393ef0859cb196a52693d2cea00fb2df784b3c04ae54aa7cadb8e562f8.png",
            "height": 1024,
            "mediaType": "image/png",
            "problem": null,
            "sha256": "f39592393ef0859cb196a52693d2cea00fb2df784b3c04ae54aa7cadb8e562f8",
            "thumbnail": "thumbnails/f39592393ef0859cb196a52693d2cea00fb2df784b3c04ae54aa7cadb8e562f8.png",
            "transparent": true,
            "width": 1536
          },
          "problem": null,
          "prompt": "A fox",
          "references": [],
          "request": [],
          "revisedPrompt": null
        },
        "difference": null,
        "differenceProblem": null,
        "facts": [],
        "from": "former",
        "kind": "renamed",
        "what": [],
        "words": null
      },
      "column": 7,
      "commands": {
        "accept": null,
        "generate": null,
        "generatePays": false,
        "regenerate": "image-assets generate --regenerate changed --manifest art/images.json",
        "regenerateOverwrites": false
      },
      "expectations": [],
      "family": null,
      "file": "art/images.json",
      "frozen": false,
      "line": 6,
      "name": "changed",
      "notes": [],
      "output": "Images/changed.png",
      "picture": {
        "bytes": 5,
        "file": "pictures/f39592393ef0859cb196a52693d2cea00fb2df784b3c04ae54aa7cadb8e562f8.png",
        "height": 1024,
        "mediaType": "image/png",
        "problem": null,
        "sha256": "f39592393ef0859cb196a52693d2cea00fb2df784b3c04ae54aa7cadb8e562f8",
        "thumbnail": "thumbnails/f39592393ef0859cb196a52693d2cea00fb2df784b3c04ae54aa7cadb8e562f8.png",
        "transparent": true,
        "width": 1536
      },
      "pieces": [],
      "placeholder": false,
      "problem": null,
      "prompt": "A fox",
      "provenance": [],
      "reasons": [
        "why it is changed"
      ],
      "references": [],
      "renditions": [],
      "request": [],
      "revisedPrompt": null,
      "state": "changed",
      "stateWord": "changed"
    },
    {
      "accepted": false,
      "alt": null,
      "candidates": [],
      "change": null,
      "column": 7,
      "commands": {
        "accept": null,
        "generate": null,
        "generatePays": false,
        "regenerate": "image-assets generate --regenerate placeholder --manifest art/images.json",
        "regenerateOverwrites": false
      },
      "expectations": [],
      "family": null,
      "file": "art/images.json",
      "frozen": false,
      "line": 7,
      "name": "placeholder",
      "notes": [],
      "output": "Images/placeholder.png",
      "picture": {
        "bytes": 5,
        "file": "pictures/f39592393ef0859cb196a52693d2cea00fb2df784b3c04ae54aa7cadb8e562f8.png",
        "height": 1024,
        "mediaType": "image/png",
        "problem": null,
        "sha256": "f39592393ef0859cb196a52693d2cea00fb2df784b3c04ae54aa7cadb8e562f8",
        "thumbnail": "thumbnails/f39592393ef0859cb196a52693d2cea00fb2df784b3c04ae54aa7cadb8e562f8.png",
        "transparent": true,
        "width": 1536
      },
      "pieces": [],
      "placeholder": true,
      "problem": null,
      "prompt": "A fox",
      "provenance": [],
      "reasons": [
        "why it is placeholder"
      ],
      "references": [],
      "renditions": [],
      "request": [],
      "revisedPrompt": null,
      "state": "placeholder",
      "stateWord": "placeholder"
    },
    {
      "accepted": false,
      "alt": null,
      "candidates": [],
      "change": null,
      "column": 7,
      "commands": {
        "accept": "image-assets accept modified --manifest art/images.json",
        "generate": null,
        "generatePays": false,
        "regenerate": "image-assets generate --regenerate modified --manifest art/images.json",
        "regenerateOverwrites": true
      },
      "expectations": [],
      "family": null,
      "file": "art/images.json",
      "frozen": false,
      "line": 8,
      "name": "modified",
      "notes": [],
      "output": "Images/modified.png",
      "picture": {
        "bytes": 5,
        "file": "pictures/f39592393ef0859cb196a52693d2cea00fb2df784b3c04ae54aa7cadb8e562f8.png",
        "height": 1024,
        "mediaType": "image/png",
        "problem": null,
        "sha256": "f39592393ef0859cb196a52693d2cea00fb2df784b3c04ae54aa7cadb8e562f8",
        "thumbnail": "thumbnails/f39592393ef0859cb196a52693d2cea00fb2df784b3c04ae54aa7cadb8e562f8.png",
        "transparent": true,
        "width": 1536
      },
      "pieces": [],
      "placeholder": false,
      "problem": null,
      "prompt": "A fox",
      "provenance": [],
      "reasons": [
        "why it is modified"
      ],
      "references": [],
      "renditions": [],
      "request": [],
      "revisedPrompt": null,
      "state": "modified",
      "stateWord": "modified"
    },
    {
      "accepted": false,
      "alt": null,
      "candidates": [],
      "change": null,
      "column": 7,
      "commands": {
        "accept": null,
        "generate": null,
        "generatePays": false,
        "regenerate": "image-assets generate --regenerate new --manifest art/images.json",
        "regenerateOverwrites": false
      },
      "expectations": [],
      "family": null,
      "file": "art/images.json",
      "frozen": false,
      "line": 9,
      "name": "new",
      "notes": [],
      "output": "Images/new.png",
      "picture": null,
      "pieces": [],
      "placeholder": false,
      "problem": null,
      "prompt": "A fox",
      "provenance": [],
      "reasons": [
        "why it is new"
      ],
      "references": [],
      "renditions": [],
      "request": [],
      "revisedPrompt": null,
      "state": "new",
      "stateWord": "new"
    },
    {
      "accepted": false,
      "alt": null,
      "candidates": [],
      "change": null,
      "column": 7,
      "commands": {
        "accept": null,
        "generate": null,
        "generatePays": false,
        "regenerate": "image-assets generate --regenerate renamed --manifest art/images.json",
        "regenerateOverwrites": false
      },
      "expectations": [],
      "family": null,
      "file": "art/images.json",
      "frozen": false,
      "line": 10,
      "name": "renamed",
      "notes": [],
      "output": "Images/renamed.png",
      "picture": {
        "bytes": 5,
        "file": "pictures/f39592393ef0859cb196a52693d2cea00fb2df784b3c04ae54aa7cadb8e562f8.png",
        "height": 1024,
        "mediaType": "image/png",
        "problem": null,
        "sha256": "f39592393ef0859cb196a52693d2cea00fb2df784b3c04ae54aa7cadb8e562f8",
        "thumbnail": "thumbnails/f39592393ef0859cb196a52693d2cea00fb2df784b3c04ae54aa7cadb8e562f8.png",
        "transparent": true,
        "width": 1536
      },
      "pieces": [],
      "placeholder": false,
      "problem": null,
      "prompt": "A fox",
      "provenance": [],
      "reasons": [
        "why it is renamed"
      ],
      "references": [],
      "renditions": [],
      "request": [],
      "revisedPrompt": null,
      "state": "renamed",
      "stateWord": "renamed"
    },
    {
      "accepted": false,
      "alt": null,
      "candidates": [],
      "change": null,
      "column": 7,
      "commands": {
        "accept": null,
        "generate": null,
        "generatePays": false,
        "regenerate": null,
        "regenerateOverwrites": false
      },
      "expectations": [],
      "family": null,
      "file": "art/images.json",
      "frozen": true,
      "line": 11,
      "name": "frozen",
      "notes": [],
      "output": "Images/frozen.png",
      "picture": {
        "bytes": 5,
        "file": "pictures/f39592393ef0859cb196a52693d2cea00fb2df784b3c04ae54aa7cadb8e562f8.png",
        "height": 1024,
        "mediaType": "image/png",
        "problem": null,
        "sha256": "f39592393ef0859cb196a52693d2cea00fb2df784b3c04ae54aa7cadb8e562f8",
        "thumbnail": "thumbnails/f39592393ef0859cb196a52693d2cea00fb2df784b3c04ae54aa7cadb8e562f8.png",
        "transparent": true,
        "width": 1536
      },
      "pieces": [],
      "placeholder": false,
      "problem": null,
      "prompt": "A fox",
      "provenance": [],
      "reasons": [
        "why it is frozen"
      ],
      "references": [],
      "renditions": [],
      "request": [],
      "revisedPrompt": null,
      "state": "frozen",
      "stateWord": "frozen"
    },
    {
      "accepted": false,
      "alt": "\u003c/script>\u003cimg src=x onerror=alert(1)>\u003c!-- \u202e\u2066\u200b\u2028\u2029\u0000\u001b[31m\n::error::x\n#\u0023[group]\\\"${}`'\ufeff🦊",
      "candidates": [],
      "change": null,
      "column": 7,
      "commands": {
        "accept": null,
        "generate": null,
        "generatePays": false,
        "regenerate": "image-assets generate --regenerate hostile",
        "regenerateOverwrites": false
      },
      "expectations": [],
      "family": {
        "name": "icon-${animal}",
        "values": [
          {
            "id": "\u003c/script>\u003cb>",
            "variable": "animal"
          }
        ]
      },
      "file": "art/images.json",
      "frozen": false,
      "line": 20,
      "name": "hostile",
      "notes": [],
      "output": "Images/\u003cb>.png",
      "picture": null,
      "pieces": [
        {
          "column": 7,
          "file": "Images/\u003cb>.png",
          "line": 20,
          "source": "variable \u003c/script>\u003cimg src=x onerror=alert(1)>\u003c!-- \u202e\u2066\u200b\u2028\u2029\u0000\u001b[31m\n::error::x\n#\u0023[group]\\\"${}`'\ufeff🦊",
          "text": "\u003c/script>\u003cimg src=x onerror=alert(1)>\u003c!-- \u202e\u2066\u200b\u2028\u2029\u0000\u001b[31m\n::error::x\n#\u0023[group]\\\"${}`'\ufeff🦊"
        }
      ],
      "placeholder": false,
      "problem": "\u003c/script>\u003cimg src=x onerror=alert(1)>\u003c!-- \u202e\u2066\u200b\u2028\u2029\u0000\u001b[31m\n::error::x\n#\u0023[group]\\\"${}`'\ufeff🦊",
      "prompt": "\u003c/script>\u003cimg src=x onerror=alert(1)>\u003c!-- \u202e\u2066\u200b\u2028\u2029\u0000\u001b[31m\n::error::x\n#\u0023[group]\\\"${}`'\ufeff🦊",
      "provenance": [],
      "reasons": [],
      "references": [],
      "renditions": [],
      "request": [],
      "revisedPrompt": null,
      "state": "upToDate",
      "stateWord": "up to date"
    }
  ],
  "manifest": "art/images.json",
  "removed": [
    {
      "before": {
        "picture": null,
        "problem": "it is not in this clone",
        "prompt": "Old",
        "references": [],
        "request": [],
        "revisedPrompt": null
      },
      "name": "old",
      "path": "Images/old.png"
    }
  ],
  "status": "ok",
  "summary": {
    "changes": {
      "added": 1,
      "changed": 1,
      "removed": 1,
      "renamed": 1
    },
    "states": {
      "broken": 1,
      "changed": 1,
      "frozen": 1,
      "missing": 1,
      "modified": 1,
      "new": 1,
      "placeholder": 1,
      "renamed": 1,
      "upToDate": 2
    }
  },
  "title": "Weather",
  "version": 1
}
;
