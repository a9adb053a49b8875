-- The whole graph of entities, as views of the read model: what there is, and what joins what.
-- A relation has the name of the property that says the same in RDF; `measureLink` that of the class.

CREATE TEMP VIEW nodes AS
SELECT iri, kind, plan, code, heading AS label, NULL AS label_zh, NULL AS comparator, NULL AS value, NULL AS unit,
       NULL AS deadline
FROM provisions
UNION ALL
SELECT iri, status, plan, measure, indicator_label || ': ' || quote, NULL, comparator, value, unit, deadline
FROM targets
UNION ALL
SELECT iri, substr(scheme, 1, length(scheme) - 1), NULL, NULL, label, label_zh, NULL, NULL, NULL, NULL
FROM concepts WHERE scheme IN ('groups', 'indicators', 'instruments', 'rights')
UNION ALL
SELECT iri, 'body', NULL, NULL, label, label_zh, NULL, NULL, NULL, NULL
FROM concepts WHERE scheme = 'bodies';

CREATE TEMP VIEW named AS
SELECT p.iri AS source, e.iri AS target, e.scheme, m.type, m.qualifier
FROM mentions m
JOIN provisions p ON p.plan = m.plan AND p.code = m.measure
JOIN concepts e ON e.slug = m.entity AND (m.type, e.scheme) IN
     (VALUES ('group', 'groups'), ('instrument', 'instruments'), ('body', 'bodies'));

-- `qualifier` is an instrument's action, a body's role, or whence a right is known. `weight` counts the mentions or
-- sentences that say so; of a link it is what the shared things weigh.
CREATE TEMP VIEW edges AS
SELECT source, target, 'concernsGroup' AS relation, COUNT(*) AS weight, NULL AS qualifier
FROM named WHERE type = 'group' GROUP BY source, target
UNION ALL
SELECT source, target, 'usesInstrument', COUNT(*), qualifier
FROM named WHERE type = 'instrument' GROUP BY source, target, qualifier
UNION ALL
SELECT source, target, 'involvesBody', COUNT(*), qualifier
FROM named WHERE type = 'body' GROUP BY source, target, qualifier
UNION ALL
SELECT p.iri, e.iri, 'underRight', COUNT(*), x.via
FROM provision_rights x
JOIN provisions p ON p.plan = x.plan AND p.code = x.provision
JOIN concepts e ON e.scheme = 'rights' AND e.slug = x."right"
GROUP BY p.iri, e.iri, x.via
UNION ALL
SELECT p.iri, e.iri, 'agent', COUNT(*), NULL
FROM sentence_agents x
JOIN sentences s ON s.plan = x.plan AND s.code = x.sentence
JOIN provisions p ON p.plan = s.plan AND p.code = s.provision
JOIN concepts e ON e.scheme = 'bodies' AND e.slug = x.agent
GROUP BY p.iri, e.iri
UNION ALL
SELECT p.iri, t.iri, CASE t.status WHEN 'target' THEN 'hasTarget' ELSE 'hasParameter' END, 1, NULL
FROM targets t JOIN provisions p ON p.plan = t.plan AND p.code = t.measure
UNION ALL
SELECT t.iri, e.iri, 'indicator', 1, NULL
FROM targets t JOIN concepts e ON e.scheme = 'indicators' AND e.slug = t.indicator
UNION ALL
SELECT e.iri, wider.iri, 'broader', 1, NULL
FROM broader b
JOIN concepts e ON e.scheme = b.scheme AND e.slug = b.slug
JOIN concepts wider ON wider.scheme = b.scheme AND wider.slug = b.broader
WHERE b.scheme IN ('bodies', 'groups', 'indicators', 'instruments', 'rights')
UNION ALL
SELECT p.iri, o.iri, 'measureLink', l.weight, NULL
FROM measure_links l
JOIN provisions p ON p.plan = l.plan AND p.code = l.measure
JOIN provisions o ON o.plan = l.plan AND o.code = l.other
WHERE l.direction = 1;
