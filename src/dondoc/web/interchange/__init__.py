"""Pages about edXML: the log of messages, sending a document, states."""
