-- What every field of this file, of the JSON and CSV outputs, and of requests holds; see ontology/codebook/.
CREATE TABLE codebook_tables (
    table_kind TEXT NOT NULL,
    table_name TEXT NOT NULL,
    table_description TEXT NOT NULL,
    path TEXT,
    PRIMARY KEY (table_kind, table_name)
) WITHOUT ROWID;

CREATE TABLE codebook (
    table_kind TEXT NOT NULL,
    table_name TEXT NOT NULL,
    field_position INTEGER NOT NULL,
    field TEXT NOT NULL,
    description TEXT NOT NULL,
    empty_when TEXT,
    datatype TEXT NOT NULL,
    required INTEGER NOT NULL,
    repeats INTEGER NOT NULL,
    allowed_values TEXT NOT NULL,
    schemes TEXT NOT NULL,
    property TEXT,
    label_zh TEXT,
    example TEXT,
    PRIMARY KEY (table_kind, table_name, field_position)
) WITHOUT ROWID;
