-- Links between the measures of a plan. Each stands twice, once from either measure; "direction" is 1 from the
-- one that stands first in the text. "rank" is the place of the other among the links of the measure.
CREATE TABLE measure_links (
    id INTEGER PRIMARY KEY,
    iri TEXT NOT NULL,
    plan TEXT NOT NULL REFERENCES plans (plan),
    measure TEXT NOT NULL,
    other TEXT NOT NULL,
    direction INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    weight REAL NOT NULL
);

CREATE INDEX measure_links_measure ON measure_links (measure, plan, rank);
CREATE INDEX measure_links_other ON measure_links (other, plan);

-- Why: one row a reason and direction, the weightiest first. "information" is in bits; "count" is the number of
-- measures that share it, or for the kind wording the number of pairs at least as similar.
CREATE TABLE link_reasons (
    link INTEGER NOT NULL REFERENCES measure_links (id),
    number INTEGER NOT NULL,
    iri TEXT NOT NULL,
    kind TEXT NOT NULL,
    type TEXT,
    entity TEXT,
    label TEXT NOT NULL,
    action_type TEXT,
    information REAL NOT NULL,
    weight REAL NOT NULL,
    count INTEGER NOT NULL,
    similarity REAL,
    PRIMARY KEY (link, number)
) WITHOUT ROWID;

CREATE INDEX link_reasons_entity ON link_reasons (kind, entity);

-- The words of both measures that show a reason.
CREATE TABLE link_quotes (
    link INTEGER NOT NULL REFERENCES measure_links (id),
    number INTEGER NOT NULL,
    position INTEGER NOT NULL,
    quote TEXT NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    other_quote TEXT NOT NULL,
    other_start INTEGER NOT NULL,
    other_end INTEGER NOT NULL,
    PRIMARY KEY (link, number, position)
) WITHOUT ROWID;
