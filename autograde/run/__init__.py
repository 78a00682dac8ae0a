"""Running untrusted notebooks: the warm process, the sandbox, the wire."""
