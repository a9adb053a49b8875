-- The read model: what the JSON interface and the pages answer from, and a dump of its own.
-- Codes join within a plan, slugs within a scheme. "start" and "end" are code points of the
-- plan's source file. "position" is the place in reading order.

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE plans (
    plan TEXT PRIMARY KEY,
    iri TEXT NOT NULL,
    title TEXT NOT NULL,
    title_zh TEXT,
    title_zh_status TEXT NOT NULL,
    publisher TEXT NOT NULL,
    jurisdiction TEXT NOT NULL,
    language TEXT NOT NULL,
    issued TEXT NOT NULL,
    period_start INTEGER NOT NULL,
    period_end INTEGER NOT NULL,
    rights_note TEXT NOT NULL,
    sha256 TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE chapters (
    plan TEXT NOT NULL REFERENCES plans (plan),
    code TEXT NOT NULL,
    iri TEXT NOT NULL,
    numeral TEXT NOT NULL,
    title TEXT NOT NULL,
    page INTEGER NOT NULL,
    position INTEGER NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (plan, code)
) WITHOUT ROWID;

CREATE TABLE sections (
    plan TEXT NOT NULL REFERENCES plans (plan),
    code TEXT NOT NULL,
    iri TEXT NOT NULL,
    chapter TEXT NOT NULL,
    number INTEGER NOT NULL,
    title TEXT NOT NULL,
    "right" TEXT,
    page INTEGER NOT NULL,
    position INTEGER NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (plan, code)
) WITHOUT ROWID;

-- Measures, statements and the other paragraphs of the introduction ("kind" says which).
CREATE TABLE provisions (
    plan TEXT NOT NULL REFERENCES plans (plan),
    code TEXT NOT NULL,
    iri TEXT NOT NULL,
    kind TEXT NOT NULL,
    type TEXT NOT NULL,
    chapter TEXT NOT NULL,
    section TEXT,
    heading TEXT NOT NULL,
    text TEXT NOT NULL,
    position INTEGER NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (plan, code)
) WITHOUT ROWID;

-- What a list of provisions is chosen and ordered by, so that it is read from the index alone.
CREATE INDEX provisions_position ON provisions (plan, position, kind, chapter, section, iri);
CREATE INDEX provisions_section ON provisions (plan, section);

-- "role" is heading, commitment or footnote; only commitments have a modality.
CREATE TABLE sentences (
    plan TEXT NOT NULL REFERENCES plans (plan),
    code TEXT NOT NULL,
    iri TEXT NOT NULL,
    provision TEXT NOT NULL,
    role TEXT NOT NULL,
    modality TEXT,
    text TEXT NOT NULL,
    paragraph INTEGER NOT NULL,
    position INTEGER NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (plan, code)
) WITHOUT ROWID;

CREATE INDEX sentences_provision ON sentences (plan, provision);
CREATE INDEX sentences_position ON sentences (plan, position, role, provision, modality, iri);
CREATE INDEX sentences_modality ON sentences (modality);

CREATE TABLE sentence_agents (
    plan TEXT NOT NULL,
    sentence TEXT NOT NULL,
    agent TEXT NOT NULL,
    PRIMARY KEY (plan, sentence, agent)
) WITHOUT ROWID;

CREATE INDEX sentence_agents_agent ON sentence_agents (agent);

-- "kind" is the kind of an instrument or body; it and the columns up to counts_as are empty where
-- they do not apply, definition_zh where there is none. What the counts count stands in counts.sql.
CREATE TABLE concepts (
    scheme TEXT NOT NULL,
    slug TEXT NOT NULL,
    iri TEXT NOT NULL,
    label TEXT NOT NULL,
    label_zh TEXT NOT NULL,
    label_zh_status TEXT NOT NULL,
    definition TEXT NOT NULL,
    definition_zh TEXT,
    kind TEXT,
    legal_status TEXT,
    status_date TEXT,
    source TEXT,
    unit TEXT,
    counts_as TEXT,
    measure_count INTEGER NOT NULL,
    commitment_count INTEGER NOT NULL,
    target_count INTEGER NOT NULL,
    mention_count INTEGER NOT NULL,
    PRIMARY KEY (scheme, slug)
) WITHOUT ROWID;

-- "kind" is preferred, alternative, hidden or negative.
CREATE TABLE labels (
    scheme TEXT NOT NULL,
    slug TEXT NOT NULL,
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    label TEXT NOT NULL,
    PRIMARY KEY (scheme, slug, kind, language, label)
) WITHOUT ROWID;

CREATE TABLE broader (
    scheme TEXT NOT NULL,
    slug TEXT NOT NULL,
    broader TEXT NOT NULL,
    PRIMARY KEY (scheme, slug, broader)
) WITHOUT ROWID;

-- Every concept with all that are broader than it, itself included.
CREATE TABLE ancestors (
    scheme TEXT NOT NULL,
    ancestor TEXT NOT NULL,
    slug TEXT NOT NULL,
    PRIMARY KEY (scheme, ancestor, slug)
) WITHOUT ROWID;

-- Which sentence speaks of which concept. A right counts for every sentence of the sections that
-- are about it, a generic agent for the sentences that it acts in, named or as "it".
CREATE TABLE concept_sentences (
    scheme TEXT NOT NULL,
    slug TEXT NOT NULL,
    plan TEXT NOT NULL,
    provision TEXT NOT NULL,
    sentence TEXT NOT NULL,
    PRIMARY KEY (scheme, slug, plan, provision, sentence)
) WITHOUT ROWID;

-- The rights of a provision: its section's ("via" section), and those its sentences name ("via" text).
CREATE TABLE provision_rights (
    plan TEXT NOT NULL,
    provision TEXT NOT NULL,
    "right" TEXT NOT NULL,
    via TEXT NOT NULL,
    sentence TEXT NOT NULL,
    PRIMARY KEY (plan, provision, "right", via, sentence)
) WITHOUT ROWID;

CREATE INDEX provision_rights_right ON provision_rights ("right");

-- One row for each entity, qualifier and stretch of words.
CREATE TABLE mentions (
    id INTEGER PRIMARY KEY,
    iri TEXT NOT NULL,
    plan TEXT NOT NULL REFERENCES plans (plan),
    measure TEXT NOT NULL,
    "commitment" TEXT NOT NULL,
    type TEXT NOT NULL,
    entity TEXT NOT NULL,
    label TEXT NOT NULL,
    qualifier TEXT,
    quote TEXT NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    method TEXT NOT NULL,
    confidence REAL NOT NULL
);

CREATE INDEX mentions_type ON mentions (type);
CREATE INDEX mentions_entity ON mentions (type, entity);
CREATE INDEX mentions_measure ON mentions (plan, measure, type);
CREATE INDEX mentions_commitment ON mentions (plan, "commitment", type);

CREATE TABLE targets (
    id INTEGER PRIMARY KEY,
    iri TEXT NOT NULL,
    plan TEXT NOT NULL REFERENCES plans (plan),
    measure TEXT NOT NULL,
    "commitment" TEXT NOT NULL,
    indicator TEXT NOT NULL,
    indicator_label TEXT NOT NULL,
    comparator TEXT NOT NULL,
    kind TEXT NOT NULL,
    direction TEXT,
    value NUMERIC NOT NULL,
    unit TEXT NOT NULL,
    unit_label TEXT NOT NULL,
    denominator TEXT,
    per TEXT,
    deadline INTEGER,
    deadline_stated INTEGER NOT NULL,
    status TEXT NOT NULL,
    quote TEXT NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL
);

CREATE INDEX targets_measure ON targets (plan, measure);
CREATE INDEX targets_indicator ON targets (indicator);

-- The ledger: what accounts for each item, paragraph, sentence, number and name. "by" is a JSON array of
-- what ties it; a listed one has a reason instead. Items and paragraphs have no commitment.
CREATE TABLE ledger (
    id INTEGER PRIMARY KEY,
    iri TEXT NOT NULL,
    plan TEXT NOT NULL REFERENCES plans (plan),
    measure TEXT NOT NULL,
    "commitment" TEXT,
    what TEXT NOT NULL,
    status TEXT NOT NULL,
    "by" TEXT NOT NULL,
    reason TEXT,
    reason_label TEXT,
    quote TEXT NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL
);

CREATE INDEX ledger_measure ON ledger (plan, measure);
CREATE INDEX ledger_what ON ledger (what, status, reason);

-- How many entries of the ledger there are of each sort, status and reason.
CREATE VIEW ledger_counts AS
SELECT plan, what, status, reason, reason_label, COUNT(*) AS count
FROM ledger
GROUP BY plan, what, status, reason, reason_label;

-- What the sentences promise to do; "number" counts the acts of a sentence. The quote is that of the verb.
CREATE TABLE acts (
    plan TEXT NOT NULL REFERENCES plans (plan),
    "commitment" TEXT NOT NULL,
    number INTEGER NOT NULL,
    iri TEXT NOT NULL,
    measure TEXT NOT NULL,
    action_type TEXT NOT NULL,
    label TEXT NOT NULL,
    quote TEXT NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (plan, "commitment", number)
) WITHOUT ROWID;

CREATE INDEX acts_type ON acts (action_type);
CREATE INDEX acts_measure ON acts (plan, measure);

-- The entities that the acts act on; "type" is that of a mention, the entity of a quantity its indicator.
CREATE TABLE act_objects (
    plan TEXT NOT NULL,
    "commitment" TEXT NOT NULL,
    number INTEGER NOT NULL,
    type TEXT NOT NULL,
    entity TEXT NOT NULL,
    label TEXT NOT NULL,
    PRIMARY KEY (plan, "commitment", number, type, entity)
) WITHOUT ROWID;

CREATE INDEX act_objects_entity ON act_objects (type, entity);
