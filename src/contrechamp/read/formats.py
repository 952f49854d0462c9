"""Which module of `readers/` takes which media type, so that only that one is loaded; a test keeps it true."""

READERS: dict[str, str] = {
    "application/pdf": "pdf",
    "image/bmp": "image",
    "image/gif": "image",
    "image/jp2": "image",
    "image/jpeg": "image",
    "image/png": "image",
    "image/tiff": "image",
    "image/webp": "image",
    "image/avif": "image",
    "image/x-portable-anymap": "image",
}
