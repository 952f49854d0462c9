"""The tables of the registry. Everything in them follows from the judgements, or from what was spotted."""

VERSION = 10  # another one: the book is made again
SCHEMA = """
CREATE TABLE applied (sequence INTEGER NOT NULL, chain_digest TEXT NOT NULL) STRICT;
INSERT INTO applied VALUES (0, '');
CREATE TABLE judgements (
    sequence INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    member TEXT NOT NULL,
    at TEXT NOT NULL,
    content TEXT NOT NULL,
    undone_by TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE touches (
    thing TEXT NOT NULL, sequence INTEGER NOT NULL, PRIMARY KEY (thing, sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX touches_by_sequence ON touches (sequence);
CREATE TABLE cited (number INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE entities (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL DEFAULT '',
    folded TEXT NOT NULL DEFAULT '',
    category TEXT NOT NULL DEFAULT '',
    role TEXT NOT NULL DEFAULT '',
    identifiers TEXT NOT NULL DEFAULT '{}',
    details TEXT NOT NULL DEFAULT '{}',
    member TEXT NOT NULL DEFAULT '',
    sequence INTEGER NOT NULL DEFAULT 0,
    is_standing INTEGER NOT NULL DEFAULT 0,
    is_open INTEGER NOT NULL DEFAULT 0,
    contest TEXT NOT NULL DEFAULT '',
    merged_into TEXT NOT NULL DEFAULT '',
    current INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX entities_by_kind ON entities (kind, folded) WHERE is_standing AND merged_into = '';
CREATE INDEX entities_by_current ON entities (current);
CREATE INDEX entities_merged ON entities (merged_into) WHERE merged_into != '';
CREATE TABLE identifiers (
    key TEXT NOT NULL, value TEXT NOT NULL, entity INTEGER NOT NULL, PRIMARY KEY (key, value, entity)
) STRICT, WITHOUT ROWID;
CREATE INDEX identifiers_by_entity ON identifiers (entity);
CREATE TABLE entity_citations (
    entity INTEGER NOT NULL, rank INTEGER NOT NULL, document INTEGER NOT NULL, page INTEGER NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, words TEXT NOT NULL, PRIMARY KEY (entity, rank)
) STRICT, WITHOUT ROWID;
CREATE INDEX entity_citations_by_document ON entity_citations (document, page);
CREATE TABLE devices (
    entity INTEGER PRIMARY KEY, latitude REAL, longitude REAL, direction REAL, category TEXT NOT NULL,
    place TEXT NOT NULL
) STRICT;
CREATE INDEX devices_by_name_of_place ON devices (place) WHERE place != '';
CREATE INDEX devices_by_place ON devices (latitude, longitude) WHERE latitude IS NOT NULL;
CREATE TABLE facts (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    relation TEXT NOT NULL DEFAULT '',
    subject INTEGER, object INTEGER, under INTEGER, according_to INTEGER,
    subject_now INTEGER, object_now INTEGER, under_now INTEGER, according_now INTEGER,
    value TEXT NOT NULL DEFAULT '',
    amount REAL,
    details TEXT NOT NULL DEFAULT '{}',
    bound TEXT NOT NULL DEFAULT '',
    said TEXT NOT NULL DEFAULT '',
    first_on TEXT NOT NULL DEFAULT '',
    last_on TEXT NOT NULL DEFAULT '',
    sorted_on TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    contest TEXT NOT NULL DEFAULT '',
    member TEXT NOT NULL DEFAULT '',
    at TEXT NOT NULL DEFAULT '',
    sequence INTEGER NOT NULL DEFAULT 0,
    is_standing INTEGER NOT NULL DEFAULT 0,
    holds INTEGER NOT NULL DEFAULT 0,
    is_open INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX facts_by_subject ON facts (subject);
CREATE INDEX facts_by_object ON facts (object) WHERE object IS NOT NULL;
CREATE INDEX facts_by_under ON facts (under) WHERE under IS NOT NULL;
CREATE INDEX facts_by_according ON facts (according_to) WHERE according_to IS NOT NULL;
CREATE INDEX facts_by_subject_now ON facts (subject_now, relation) WHERE holds;
CREATE INDEX facts_by_object_now ON facts (object_now, relation) WHERE holds AND object_now IS NOT NULL;
CREATE INDEX facts_by_under_now ON facts (under_now) WHERE holds AND under_now IS NOT NULL;
CREATE INDEX facts_by_according_now ON facts (according_now) WHERE holds AND according_now IS NOT NULL;
CREATE INDEX facts_by_relation ON facts (relation, first_on) WHERE holds;
CREATE INDEX facts_by_time ON facts (sorted_on, number) WHERE holds;
CREATE TABLE citations (
    fact INTEGER NOT NULL, rank INTEGER NOT NULL, document INTEGER NOT NULL, page INTEGER NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, words TEXT NOT NULL, PRIMARY KEY (fact, rank)
) STRICT, WITHOUT ROWID;
CREATE INDEX citations_by_document ON citations (document, page);
CREATE TABLE names (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    place TEXT NOT NULL DEFAULT '',
    folded TEXT NOT NULL DEFAULT '',
    documents INTEGER NOT NULL DEFAULT 0,
    mentions INTEGER NOT NULL DEFAULT 0,
    beside INTEGER NOT NULL DEFAULT 0,
    details TEXT NOT NULL DEFAULT '{}',
    verdict TEXT NOT NULL DEFAULT '',
    entity INTEGER,
    sequence INTEGER NOT NULL DEFAULT 0,
    is_indexed INTEGER NOT NULL DEFAULT 0,
    UNIQUE (kind, value, place)
) STRICT;
CREATE INDEX names_waiting ON names (kind, beside DESC, documents DESC, number, folded)
    WHERE verdict = '' AND place = '' AND documents > 0;
CREATE INDEX names_waiting_all ON names (beside DESC, documents DESC, number, folded)
    WHERE verdict = '' AND place = '' AND documents > 0;
CREATE INDEX names_lost ON names (number) WHERE verdict = '' AND place = '' AND documents = 0;
CREATE INDEX names_by_entity ON names (entity) WHERE entity IS NOT NULL;
CREATE TABLE sightings (
    name INTEGER NOT NULL, document INTEGER NOT NULL, mentions INTEGER NOT NULL, beside INTEGER NOT NULL,
    page INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL,
    rule TEXT NOT NULL, version TEXT NOT NULL, details TEXT NOT NULL,
    PRIMARY KEY (name, beside DESC, mentions DESC, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX sightings_by_document ON sightings (document);
CREATE TABLE name_words (
    word TEXT NOT NULL, owner TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (word, owner, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX names_not_indexed ON names (number) WHERE NOT is_indexed;
CREATE TABLE apart (a TEXT NOT NULL, b TEXT NOT NULL, PRIMARY KEY (a, b)) STRICT, WITHOUT ROWID;
CREATE TABLE proposals (
    number INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    document INTEGER,
    page INTEGER NOT NULL DEFAULT 0,
    start INTEGER NOT NULL DEFAULT 0,
    "end" INTEGER NOT NULL DEFAULT 0,
    text TEXT NOT NULL DEFAULT '',
    fields TEXT NOT NULL DEFAULT '{}',
    rule TEXT NOT NULL DEFAULT '',
    version TEXT NOT NULL DEFAULT '',
    weight INTEGER NOT NULL DEFAULT 0,
    alike TEXT NOT NULL DEFAULT '',
    is_twin INTEGER NOT NULL DEFAULT 0,
    verdict TEXT NOT NULL DEFAULT '',
    sequence INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX proposals_waiting ON proposals (kind, weight DESC, number)
    WHERE verdict = '' AND document IS NOT NULL AND NOT is_twin;
CREATE INDEX proposals_waiting_all ON proposals (weight DESC, number)
    WHERE verdict = '' AND document IS NOT NULL AND NOT is_twin;
CREATE INDEX proposals_alike ON proposals (alike) WHERE alike != '';
CREATE INDEX proposals_by_document ON proposals (document);
CREATE TABLE linked (document INTEGER PRIMARY KEY, version TEXT NOT NULL) STRICT;
"""
