"""Đôn Đốc: reads Vietnamese directives and follows up who must do what by when."""

__version__ = "0.1.0"
