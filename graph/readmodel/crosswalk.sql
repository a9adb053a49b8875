-- The crosswalk in the read model: judgements about the vocabularies, apart from what a plan states.

-- Links of rights, groups, themes and indicators to treaties, the 2030 Agenda and UNBIS. "scheme" and "subject" are
-- those of a concept. "object_kind" is article, goal-target, sdg-indicator, sdg-series or thesaurus-term; only an
-- article has an instrument, only a link of an indicator has fit and caveat. "confidence" is a convention.
CREATE TABLE mappings (
    id INTEGER PRIMARY KEY,
    iri TEXT NOT NULL,
    subject TEXT NOT NULL,
    subject_iri TEXT NOT NULL,
    subject_label TEXT NOT NULL,
    subject_scheme TEXT NOT NULL,
    relation TEXT NOT NULL,
    object TEXT NOT NULL,
    object_label TEXT NOT NULL,
    object_kind TEXT NOT NULL,
    object_number TEXT NOT NULL,
    instrument TEXT,
    instrument_label TEXT,
    confidence_level TEXT NOT NULL,
    confidence REAL NOT NULL,
    fit TEXT,
    caveat TEXT,
    author TEXT NOT NULL,
    source TEXT NOT NULL,
    verification TEXT NOT NULL,
    note TEXT
);

CREATE INDEX mappings_subject ON mappings (subject_scheme, subject);
CREATE INDEX mappings_instrument ON mappings (instrument);

-- What mappings lead to, and the other articles of the same instruments. "substantive" tells a whole article that is no
-- procedure; "source" and "verification" say whether and where number and subject of an article were seen.
CREATE TABLE counterparts (
    iri TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    number TEXT NOT NULL,
    label TEXT NOT NULL,
    label_zh TEXT,
    subject TEXT NOT NULL,
    instrument TEXT,
    substantive INTEGER NOT NULL,
    source TEXT,
    verification TEXT,
    part_of TEXT,
    text_page TEXT
) WITHOUT ROWID;

CREATE INDEX counterparts_number ON counterparts (kind, number);
CREATE INDEX mappings_object ON mappings (object);

-- How far a state is bound by an instrument; "date" is empty where the source gives none.
CREATE TABLE treaty_statuses (
    instrument TEXT NOT NULL,
    state TEXT NOT NULL,
    party_status TEXT NOT NULL,
    date TEXT,
    verification TEXT NOT NULL,
    source TEXT NOT NULL,
    note TEXT,
    PRIMARY KEY (instrument, state)
) WITHOUT ROWID;

-- The type of each indicator with the rule that gave it; "alternative" is a type that an expert might prefer.
CREATE TABLE indicator_types (
    indicator TEXT PRIMARY KEY,
    iri TEXT NOT NULL,
    type TEXT NOT NULL,
    rule TEXT NOT NULL,
    reason TEXT NOT NULL,
    alternative TEXT,
    note TEXT,
    author TEXT NOT NULL,
    source TEXT NOT NULL
) WITHOUT ROWID;

-- Mappings as they are listed: once, or once for each state whose standing towards the instrument is known.
CREATE VIEW mapping_rows AS
SELECT
    m.*,
    s.state,
    s.party_status,
    s.date AS party_status_date,
    s.source AS party_status_source,
    s.verification AS party_status_verification
FROM mappings m LEFT JOIN treaty_statuses s ON s.instrument = m.instrument;
