-- What can be found by words: one row for each thing that a search may give, in the order in which equals stand.
-- "label", "alternative", "hidden", "han" and "text" are what is indexed; several labels stand on lines of their
-- own, and "han" is the Chinese label with a space around every character, so that a character is a word and a
-- word a phrase. "places" is a JSON array of pairs: from this character of the text on, that much is to be added
-- for the offset in the source.
CREATE TABLE search_documents (
    id INTEGER PRIMARY KEY,
    type TEXT NOT NULL,
    plan TEXT,
    measure TEXT,
    code TEXT,
    slug TEXT,
    iri TEXT NOT NULL,
    title TEXT NOT NULL,
    title_zh TEXT,
    label TEXT NOT NULL,
    alternative TEXT NOT NULL,
    hidden TEXT NOT NULL,
    han TEXT NOT NULL,
    text TEXT NOT NULL,
    "start" INTEGER,
    "end" INTEGER,
    places TEXT
);

CREATE INDEX search_documents_code ON search_documents (plan, code);

-- Every name as a reader may type it: in lower case, without accents and punctuation.
CREATE TABLE search_names (
    name TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES search_documents (id),
    PRIMARY KEY (name, document)
) WITHOUT ROWID;

-- What searches can be narrowed by: "facet" is type, plan, chapter, section or right.
CREATE TABLE search_facets (
    document INTEGER NOT NULL REFERENCES search_documents (id),
    facet TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (document, facet, value)
) WITHOUT ROWID;

-- Every word that occurs, with the number of documents that have it.
CREATE TABLE search_words (
    word TEXT PRIMARY KEY,
    documents INTEGER NOT NULL
) WITHOUT ROWID;

-- Words that a search passes over, unless it has no others or they stand in a phrase.
CREATE TABLE search_stop_words (word TEXT PRIMARY KEY) WITHOUT ROWID;

INSERT INTO search_stop_words VALUES
('a'), ('an'), ('and'), ('are'), ('as'), ('at'), ('be'), ('by'), ('for'), ('from'), ('in'), ('is'), ('it'), ('its'),
('of'), ('on'), ('or'), ('that'), ('the'), ('their'), ('this'), ('to'), ('was'), ('were'), ('which'), ('with');

-- Words that stand for one another although no stemmer tells: irregular plurals, and British beside American.
CREATE TABLE search_variants (
    word TEXT NOT NULL,
    variant TEXT NOT NULL,
    PRIMARY KEY (word, variant)
) WITHOUT ROWID;

INSERT INTO search_variants VALUES
('woman', 'women'), ('man', 'men'), ('child', 'children'), ('ageing', 'aging'), ('behaviour', 'behavior'),
('centre', 'center'), ('defence', 'defense'), ('labour', 'labor'), ('organisation', 'organization'),
('paediatric', 'pediatric'), ('programme', 'program'), ('minority', 'minorities'), ('enrolment', 'enrollment');
INSERT OR IGNORE INTO search_variants SELECT variant, word FROM search_variants;

-- Two indexes of the same columns: by stem, and by the word as it stands. The weights of bm25 are those of
-- code, label, alternative, hidden, han, text: a label counts ten times as much as the text.
CREATE VIRTUAL TABLE search_stemmed USING fts5 (
    code, label, alternative, hidden, han, text,
    content = 'search_documents', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);
INSERT INTO search_stemmed (search_stemmed, rank) VALUES ('rank', 'bm25(10.0, 10.0, 8.0, 4.0, 10.0, 1.0)');
CREATE VIRTUAL TABLE search_exact USING fts5 (
    code, label, alternative, hidden, han, text,
    content = 'search_documents', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO search_exact (search_exact, rank) VALUES ('rank', 'bm25(10.0, 10.0, 8.0, 4.0, 10.0, 1.0)');

-- The words by their trigrams, with a mark at either end, to find the nearest to a misspelt one.
CREATE VIRTUAL TABLE search_spellings USING fts5 (marked, tokenize = 'trigram');
