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
    plan TEXT NOT NULL REFERENCES plans,
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
    plan TEXT NOT NULL REFERENCES plans,
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
    plan TEXT NOT NULL REFERENCES plans,
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

CREATE INDEX provisions_position ON provisions (plan, position);
CREATE INDEX provisions_section ON provisions (plan, section);

-- "role" is heading, commitment or footnote; only commitments have a modality.
CREATE TABLE sentences (
    plan TEXT NOT NULL REFERENCES plans,
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
CREATE INDEX sentences_modality ON sentences (modality);

CREATE TABLE sentence_agents (
    plan TEXT NOT NULL,
    sentence TEXT NOT NULL,
    agent TEXT NOT NULL,
    PRIMARY KEY (plan, sentence, agent)
) WITHOUT ROWID;

CREATE INDEX sentence_agents_agent ON sentence_agents (agent);

-- "kind" is the kind of an instrument or body; it and the columns up to counts_as are empty where
-- they do not apply. What the counts count stands in counts.sql.
CREATE TABLE concepts (
    scheme TEXT NOT NULL,
    slug TEXT NOT NULL,
    iri TEXT NOT NULL,
    label TEXT NOT NULL,
    label_zh TEXT NOT NULL,
    label_zh_status TEXT NOT NULL,
    definition TEXT NOT NULL,
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
    plan TEXT NOT NULL REFERENCES plans,
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

CREATE INDEX mentions_entity ON mentions (type, entity);
CREATE INDEX mentions_measure ON mentions (plan, measure, type);
CREATE INDEX mentions_commitment ON mentions (plan, "commitment", type);

CREATE TABLE targets (
    id INTEGER PRIMARY KEY,
    iri TEXT NOT NULL,
    plan TEXT NOT NULL REFERENCES plans,
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
    plan TEXT NOT NULL REFERENCES plans,
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
    plan TEXT NOT NULL REFERENCES plans,
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

-- What the text does not state: the criteria, what meets them, and how many of how many. "sources" and "rights" are
-- JSON arrays of strings. "scope" is plan, chapter or right, "code" the plan, chapter or right that the tally is of.
CREATE TABLE audit_criteria (
    criterion TEXT PRIMARY KEY,
    iri TEXT NOT NULL,
    label TEXT NOT NULL,
    label_zh TEXT NOT NULL,
    severity TEXT NOT NULL,
    message TEXT NOT NULL,
    definition TEXT NOT NULL,
    scope_note TEXT NOT NULL,
    counts TEXT NOT NULL,
    sources TEXT NOT NULL,
    query TEXT NOT NULL
) WITHOUT ROWID;

-- A finding that stands in no measure or statement, such as one of a right, has no place and no quote. "subject" and
-- "object" are the names of what meets the criterion.
CREATE TABLE audit_findings (
    id INTEGER PRIMARY KEY,
    iri TEXT NOT NULL,
    plan TEXT NOT NULL REFERENCES plans,
    criterion TEXT NOT NULL REFERENCES audit_criteria,
    severity TEXT NOT NULL,
    chapter TEXT,
    section TEXT,
    measure TEXT,
    subject TEXT,
    object TEXT,
    rights TEXT NOT NULL,
    heading TEXT,
    quote TEXT,
    "start" INTEGER,
    "end" INTEGER,
    message TEXT NOT NULL,
    unverified INTEGER NOT NULL
);

CREATE INDEX audit_findings_criterion ON audit_findings (criterion, plan);

CREATE TABLE audit_tallies (
    id INTEGER PRIMARY KEY,
    iri TEXT NOT NULL,
    plan TEXT NOT NULL REFERENCES plans,
    criterion TEXT NOT NULL REFERENCES audit_criteria,
    scope TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT,
    findings INTEGER NOT NULL,
    population INTEGER NOT NULL,
    unverified INTEGER NOT NULL,
    share REAL NOT NULL
);

CREATE INDEX audit_tallies_scope ON audit_tallies (scope, plan, criterion);
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

-- Chapters with what each holds.
CREATE VIEW chapter_counts AS
SELECT
    c.*,
    (
        SELECT COUNT(*) FROM provisions p
        WHERE p.plan = c.plan AND p.chapter = c.code AND p.kind = 'measure'
    ) AS measure_count,
    (
        SELECT COUNT(*) FROM sentences s JOIN provisions p ON p.plan = s.plan AND p.code = s.provision
        WHERE p.plan = c.plan AND p.chapter = c.code AND s.role = 'commitment'
    ) AS commitment_count,
    (
        SELECT COUNT(*) FROM targets t JOIN provisions p ON p.plan = t.plan AND p.code = t.measure
        WHERE p.plan = c.plan AND p.chapter = c.code AND t.status = 'target'
    ) AS target_count,
    (
        SELECT COUNT(DISTINCT m.entity) FROM mentions m JOIN provisions p ON p.plan = m.plan AND p.code = m.measure
        WHERE p.plan = c.plan AND p.chapter = c.code AND m.type = 'instrument'
    ) AS instrument_count
FROM chapters c;

-- Plans with what each holds.
CREATE VIEW plan_counts AS
SELECT
    l.*,
    (SELECT COUNT(*) FROM chapters c WHERE c.plan = l.plan AND c.numeral <> '') AS chapter_count,
    (SELECT COUNT(*) FROM sections s WHERE s.plan = l.plan) AS section_count,
    (SELECT COUNT(*) FROM provisions p WHERE p.plan = l.plan AND p.kind = 'measure') AS measure_count,
    (SELECT COUNT(*) FROM provisions p WHERE p.plan = l.plan AND p.kind = 'statement') AS statement_count,
    (SELECT COUNT(*) FROM sentences s WHERE s.plan = l.plan AND s.role = 'commitment') AS commitment_count,
    (SELECT COUNT(*) FROM targets t WHERE t.plan = l.plan AND t.status = 'target') AS target_count,
    (SELECT COUNT(*) FROM targets t WHERE t.plan = l.plan AND t.status = 'parameter') AS parameter_count,
    (SELECT COUNT(*) FROM mentions m WHERE m.plan = l.plan AND m.type NOT IN ('action', 'agent', 'means')) AS mention_count
FROM plans l;
