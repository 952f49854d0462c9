"""Words of the RTF language: what each destination and control word means for the text."""

CODEPAGES = {  # \fcharset of a font -> Python codec
    77: "mac-roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gb18030",
    136: "big5",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    255: "cp850",
}
DOCUMENT_CODEPAGES = {"mac": "mac-roman", "pc": "cp437", "pca": "cp850", "ansi": "cp1252"}

TEXTS = {
    "par": "\n",
    "line": "\n",
    "sect": "\n",
    "tab": "\t",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": " ",
    "enspace": " ",
    "page": "\f",
    "row": "\n",
    "nestrow": "\n",
    "cell": " | ",
    "nestcell": " | ",
    "~": "\xa0",
    "_": "-",
    "-": "",
    "\\": "\\",
    "{": "{",
    "}": "}",
    "\n": "\n",
    "\r": "\n",
}

LEFT_OUT = frozenset(  # destinations that are no text
    (
        *(
            "colortbl",
            "stylesheet",
            "listtable",
            "listoverridetable",
            "revtbl",
            "rsidtbl",
            "filetbl",
            "generator",
        ),
        *(
            "fldinst",
            "sp",
            "sn",
            "sv",
            "themedata",
            "colorschememapping",
            "datastore",
            "latentstyles",
            "xmlnstbl",
        ),
        *(
            "nonshppict",
            "bkmkstart",
            "bkmkend",
            "atnid",
            "atnref",
            "atrfstart",
            "atrfend",
            "objclass",
            "objname",
        ),
        *(
            "template",
            "private",
            "pntxta",
            "pntxtb",
            "xe",
            "tc",
            "mmathPr",
            "datafield",
            "fontemb",
            "wgrffmtfilter",
        ),
        *(
            "ftnsep",
            "ftnsepc",
            "ftncn",
            "aftnsep",
            "aftnsepc",
            "aftncn",
            "do",
            "pgdsctbl",
            "pnseclvl",
            "userprops",
        ),
    )
)
KEPT_STARRED = frozenset(
    ("shpinst", "shppict", "annotation", "shptxt", "ud", "objdata", "pict", "objalias", "cs", "docvar")
)
ASIDES = {
    "footnote": "\n[note] ",
    "annotation": "\n[commentaire] ",
    "shptxt": "\n",
    "header": "\n",
    "footer": "\n",
}
ASIDES |= {f"{part}{side}": "\n" for part in ("header", "footer") for side in "lrf"}
INFO = {
    "title": "title",
    "author": "author",
    "subject": "subject",
    "keywords": "keywords",
    "doccomm": "description",
}
