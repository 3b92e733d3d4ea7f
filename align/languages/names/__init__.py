"""Tables about names in Arabic and English; exonyms.toml is written by hand, gazetteer/ makes the others."""
