-- How much of the plans speaks of each concept, filled once everything else is in.
-- Measures, commitments and targets count for a concept where they speak of it or of a narrower
-- one; an indicator's targets are those that measure it. Mentions are its own only.

UPDATE concepts SET
    measure_count = (
        SELECT COUNT(DISTINCT p.iri)
        FROM ancestors a
        JOIN concept_sentences c ON c.scheme = a.scheme AND c.slug = a.slug
        JOIN provisions p ON p.plan = c.plan AND p.code = c.provision AND p.kind = 'measure'
        WHERE a.scheme = concepts.scheme AND a.ancestor = concepts.slug
    ),
    commitment_count = (
        SELECT COUNT(DISTINCT s.iri)
        FROM ancestors a
        JOIN concept_sentences c ON c.scheme = a.scheme AND c.slug = a.slug
        JOIN sentences s ON s.plan = c.plan AND s.code = c.sentence AND s.role = 'commitment'
        WHERE a.scheme = concepts.scheme AND a.ancestor = concepts.slug
    ),
    target_count = (
        SELECT COUNT(DISTINCT t.id)
        FROM ancestors a
        JOIN concept_sentences c ON c.scheme = a.scheme AND c.slug = a.slug
        JOIN targets t ON t.plan = c.plan AND t.measure = c.provision AND t.status = 'target'
        WHERE a.scheme = concepts.scheme AND a.ancestor = concepts.slug
            AND (a.scheme <> 'indicators' OR t.indicator = a.slug)
    ),
    mention_count = (
        SELECT COUNT(*)
        FROM mentions m
        WHERE m.entity = concepts.slug AND concepts.scheme =
            CASE m.type
                WHEN 'quantity' THEN 'indicators'
                WHEN 'body' THEN 'bodies'
                WHEN 'agent' THEN 'bodies'
                WHEN 'action' THEN 'action-types'
                WHEN 'means' THEN 'means'
                ELSE m.type || 's'
            END
    );

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
