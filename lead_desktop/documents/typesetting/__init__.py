"""Setting type on sheets: fonts, lines, blocks, tables, pages, tags. Knows no form."""
