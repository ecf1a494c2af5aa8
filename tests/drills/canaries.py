"""Words that occur nowhere else, so that finding one outside the encryption is a leak."""

NAME = "Zephyrine Quillfeather"
NOTE = "Marmalade lantern underneath the copper staircase"
DRAFT = "vermilion teapot behind the seventh bookshelf"
COUNSELING = "tangerine accordion along the frozen harbor"
CHANGED = "cobalt wheelbarrow behind the lighthouse"
PASSPHRASE = "otter velvet compass orchard nine bells"
ALL = (
    NAME, "Zephyrine", "Quillfeather", NOTE, "Marmalade", DRAFT, "vermilion", COUNSELING,
    "tangerine", CHANGED, "cobalt", PASSPHRASE,
)  # fmt: skip
