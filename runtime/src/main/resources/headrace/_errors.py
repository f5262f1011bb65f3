"""What can go wrong, in words: each message stands on its own, without a stack trace."""

from __future__ import annotations


class HeadraceError(Exception):
    """The root of what this package raises."""


class SetupError(HeadraceError):
    """Java, a class or a library isn't there, or not in the version needed."""


class InputError(HeadraceError, ValueError):
    """A file or a value isn't what the program takes."""


class ColumnError(HeadraceError, TypeError):
    """A column is missing, has another type, or is there already."""


class JavaError(HeadraceError):
    """What Java threw, in words: Java's own exceptions don't travel between processes.

    Attributes:
        java_class: the class of the exception, of its cause if a node failed
        message: what it says
        node: the step that failed, if it was one
        row: its row within the batch
        element: the element, shortened
        trace: Java's stack trace, without the frames of Headrace and of the JDK around those of the user
    """

    def __init__(
        self,
        java_class: str,
        message: str,
        node: str | None = None,
        row: int | None = None,
        element: str | None = None,
        trace: str = "",
    ) -> None:
        super().__init__(java_class, message, node, row, element, trace)
        self.java_class = java_class
        self.message = message
        self.node = node
        self.row = row
        self.element = element
        self.trace = trace

    def __str__(self) -> str:
        return f"{self.message}\n{self.trace}" if self.trace else self.message
