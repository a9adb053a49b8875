-- The networks of each plan, and what each shows.
CREATE TABLE networks (
    plan TEXT NOT NULL REFERENCES plans (plan),
    name TEXT NOT NULL,
    sentence TEXT NOT NULL,
    left_kind TEXT NOT NULL,
    right_kind TEXT NOT NULL,
    through TEXT,
    node_count INTEGER NOT NULL,
    edge_count INTEGER NOT NULL,
    community_count INTEGER NOT NULL,
    orphan_count INTEGER NOT NULL,
    bridge_count INTEGER NOT NULL,
    PRIMARY KEY (plan, name)
) WITHOUT ROWID;

-- "number" is the place of a node in its network; an orphan has degree 0, no community and no place.
-- "x" and "y" are where a picture has it; an edge is about 60 long.
CREATE TABLE network_nodes (
    plan TEXT NOT NULL,
    name TEXT NOT NULL,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    slug TEXT NOT NULL,
    label TEXT NOT NULL,
    degree INTEGER NOT NULL,
    strength REAL NOT NULL,
    betweenness REAL NOT NULL,
    pagerank REAL NOT NULL,
    community INTEGER,
    x REAL,
    y REAL,
    PRIMARY KEY (plan, name, number)
) WITHOUT ROWID;

-- "source" and "target" are numbers of nodes; without a bridge its two sides come apart.
CREATE TABLE network_edges (
    plan TEXT NOT NULL,
    name TEXT NOT NULL,
    source INTEGER NOT NULL,
    target INTEGER NOT NULL,
    weight REAL NOT NULL,
    bridge INTEGER NOT NULL,
    PRIMARY KEY (plan, name, source, target)
) WITHOUT ROWID;
