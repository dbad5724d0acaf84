"""The bundled font (Noto Sans SC, a subset, under the SIL Open Font License) and how it is made."""
