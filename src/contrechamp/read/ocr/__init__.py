"""Recognising characters on the image of a page: preparing the image, reading it, saying how sure we are."""
