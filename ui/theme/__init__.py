"""How the program looks: one table of measures, and everything that is made from it."""

from ui.theme.theme import Look, Theme, apply_theme, look_of

__all__ = ["Look", "Theme", "apply_theme", "look_of"]
