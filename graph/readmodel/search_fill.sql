-- The documents of the search, from the other tables. The functions spaced() and plain() are Python's.
INSERT INTO search_documents
SELECT ROW_NUMBER() OVER (ORDER BY place, plan, position, slug, iri), type, plan, measure, code, slug, iri, title,
    title_zh, label, alternative, hidden, COALESCE(spaced(title_zh), ''), text, "start", "end", NULL
FROM (
    SELECT 1 AS place, 0 AS position, 'plan' AS type, plan, NULL AS measure, NULL AS code, NULL AS slug, iri, title,
        title_zh, title AS label, '' AS alternative, '' AS hidden, '' AS text, NULL AS "start", NULL AS "end"
    FROM plans
    UNION ALL
    SELECT 7, position, 'chapter', plan, NULL, code, NULL, iri, title, NULL, title, '', '', '', "start", "end"
    FROM chapters
    UNION ALL
    SELECT 8, position, 'section', plan, NULL, code, NULL, iri, title, NULL, title, '', '', '', "start", "end"
    FROM sections
    UNION ALL
    SELECT k.place, 0, k.type, NULL, NULL, NULL, c.slug, c.iri, c.label, c.label_zh, c.label,
        lines(c.scheme, c.slug, 'alternative'), lines(c.scheme, c.slug, 'hidden'), '', NULL, NULL
    FROM concepts c JOIN search_kinds k ON k.scheme = c.scheme
    UNION ALL
    SELECT 9, position, kind, plan, code, code, NULL, iri, heading, NULL, heading, '', '', text, "start", "end"
    FROM provisions
    UNION ALL
    SELECT 10, s.position, CASE s.role WHEN 'footnote' THEN 'footnote' ELSE 'commitment' END, s.plan, s.provision,
        s.code, NULL, s.iri, p.heading, NULL, '', '', '', s.text, s."start", s."end"
    FROM sentences s JOIN provisions p ON p.plan = s.plan AND p.code = s.provision WHERE s.role <> 'heading'
    UNION ALL
    SELECT 11, t.id, 'target', t.plan, t.measure, t."commitment", t.indicator, t.iri, t.indicator_label, c.label_zh,
        t.indicator_label, lines('indicators', t.indicator, 'alternative'), '', t.quote, t."start", t."end"
    FROM targets t LEFT JOIN concepts c ON c.scheme = 'indicators' AND c.slug = t.indicator WHERE t.status = 'target'
    UNION ALL
    SELECT 12, 0, m.object_kind, NULL, NULL, m.object_number, NULL, m.object, m.object_label, NULL, m.object_label,
        COALESCE((SELECT label FROM concepts WHERE scheme = 'instruments' AND slug = m.instrument), ''), '', '',
        NULL, NULL
    FROM mappings m WHERE m.object_kind <> 'thesaurus-term' GROUP BY m.object
);

INSERT OR IGNORE INTO search_names
SELECT plain(name), id FROM (
    SELECT label AS name, id FROM search_documents WHERE type NOT IN ('target')
    UNION ALL SELECT title_zh, id FROM search_documents WHERE title_zh IS NOT NULL AND type <> 'target'
    UNION ALL SELECT code, id FROM search_documents WHERE code IS NOT NULL AND type <> 'target'
    UNION ALL SELECT REPLACE(slug, '-', ' '), id FROM search_documents WHERE type <> 'target' AND slug IS NOT NULL
    UNION ALL
    SELECT l.label, d.id FROM labels l JOIN search_kinds k ON k.scheme = l.scheme
    JOIN search_documents d ON d.type = k.type AND d.slug = l.slug WHERE l.kind IN ('alternative', 'hidden')
)
WHERE plain(name) <> '' ORDER BY 1, 2;

-- The sentences of each document: its own, or those that speak of it or of something narrower.
CREATE TEMP TABLE search_sentences AS
SELECT d.id AS document, s.plan, s.provision, s.code AS sentence FROM search_documents d
JOIN sentences s ON s.plan = d.plan AND s.provision = d.measure
WHERE d.type IN ('measure', 'statement', 'paragraph', 'target') OR s.code = d.code
UNION
SELECT d.id, p.plan, p.code, s.code FROM search_documents d
JOIN provisions p ON p.plan = d.plan AND (p.section = d.code OR p.chapter = d.code)
JOIN sentences s ON s.plan = p.plan AND s.provision = p.code
WHERE d.type = 'section' AND p.section = d.code OR d.type = 'chapter' AND p.chapter = d.code
UNION
SELECT d.id, c.plan, c.provision, c.sentence FROM search_documents d JOIN search_kinds k ON k.type = d.type
JOIN ancestors a ON a.scheme = k.scheme AND a.ancestor = d.slug
JOIN concept_sentences c ON c.scheme = a.scheme AND c.slug = a.slug;

INSERT INTO search_facets
SELECT id, 'type', type FROM search_documents
UNION
SELECT id, 'plan', plan FROM search_documents WHERE plan IS NOT NULL
UNION
SELECT document, 'plan', plan FROM search_sentences
UNION
SELECT x.document, 'chapter', p.chapter FROM search_sentences x
JOIN provisions p ON p.plan = x.plan AND p.code = x.provision
UNION
SELECT x.document, 'section', p.section FROM search_sentences x
JOIN provisions p ON p.plan = x.plan AND p.code = x.provision WHERE p.section IS NOT NULL
UNION
SELECT x.document, 'right', a.ancestor FROM search_sentences x JOIN search_documents d ON d.id = x.document
JOIN concept_sentences c ON c.scheme = 'rights' AND c.plan = x.plan AND c.sentence = x.sentence
JOIN ancestors a ON a.scheme = 'rights' AND a.slug = c.slug WHERE d.type <> 'right'
UNION
SELECT d.id, 'right', a.ancestor FROM search_documents d
JOIN ancestors a ON a.scheme = 'rights' AND a.slug = d.slug WHERE d.type = 'right'
UNION
SELECT d.id, 'right', a.ancestor FROM search_documents d
JOIN mappings m ON m.object = d.iri AND m.subject_scheme = 'rights'
JOIN ancestors a ON a.scheme = 'rights' AND a.slug = m.subject WHERE d.slug IS NULL AND d.plan IS NULL;
