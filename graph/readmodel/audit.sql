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
    plan TEXT NOT NULL REFERENCES plans (plan),
    criterion TEXT NOT NULL REFERENCES audit_criteria (criterion),
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
    plan TEXT NOT NULL REFERENCES plans (plan),
    criterion TEXT NOT NULL REFERENCES audit_criteria (criterion),
    scope TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT,
    findings INTEGER NOT NULL,
    population INTEGER NOT NULL,
    unverified INTEGER NOT NULL,
    share REAL NOT NULL
);

CREATE INDEX audit_tallies_scope ON audit_tallies (scope, plan, criterion);
