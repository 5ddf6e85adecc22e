"""Who exchanges documents with other systems."""

from __future__ import annotations

from dondoc.documents.policies import ISSUE, REGISTER, VIEW_ALL

SEE = VIEW_ALL
"""The log of messages."""
SEND = ISSUE
"""Making and fetching messages with documents, answering a recall."""
RECEIVE = REGISTER
"""Handing in messages that came, refusing a document."""
