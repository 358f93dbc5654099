import { isComment } from './sourceTextFaults.js';

/**
 * Rooms that answer nobody: they write tables, derive rows from rows for everybody alike, or make the views, whose rights
 * are those of PostgreSQL. Every other room is part of a door.
 */
const noDoors = new Set([
  'access',
  'audit',
  'backup',
  'bi',
  'campaigns',
  'catalogue',
  'cli',
  'config',
  'daily',
  'db',
  'delivery',
  'demo',
  'distribution',
  'enrichment',
  'forgetting',
  'generated',
  'ingest',
  'retention',
  'segmentWriting',
  'validation',
]);

/** Tables that doors may name: they say when something ran, which days there are and what may be asked, and nothing of anybody. */
const openTables = new Set(['loads', 'profile_days', 'documents']);

/** The piece that names the others. */
const piece = 'visibleRows.ts';

const isServing = (file: string): boolean => file !== piece && !noDoors.has(file.split('/')[0] ?? '');

const namesIn = (line: string): string[] =>
  [...line.matchAll(/\bfacet\.("?[a-z_]+|\$\{)|'[^']*\/(db\/tables)\//g)].flatMap(([, name, tables]) =>
    name === undefined ? (tables ?? []) : name.replace('"', ''),
  );

/** Lines of serving code that name a table of persons, orders, campaigns or metrics, or one that is worked out, themselves. */
export const tableFaults = (sources: Readonly<Record<string, string>>, tables: readonly string[]): string[] =>
  Object.entries(sources)
    .filter(([file]) => isServing(file))
    .flatMap(([file, text]) =>
      text
        .split('\n')
        .flatMap((line, index) =>
          (isComment(line) ? [] : namesIn(line))
            .filter((name) => !openTables.has(name) && ['${', 'db/tables', ...tables].includes(name))
            .map((name) => `${file}:${index + 1} names ${name === '${' ? 'a table' : name} without ${piece}`),
        ),
    );
