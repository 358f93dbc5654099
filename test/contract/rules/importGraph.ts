import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';

/** One import of a source file from another, both as paths below `src/`, e.g. `lib/relay/page.ts`. */
export interface Import {
  readonly from: string;
  readonly to: string;
  /** What is imported by name; [] for a namespace or a bare import. */
  readonly names: readonly string[];
  /** Whether it is gone when the program runs. */
  readonly typeOnly: boolean;
  /** Whether it is loaded when it is used, by `import()`, and not with the file. */
  readonly onUse: boolean;
}

/** Source texts by their paths below the folder. */
export function readSources(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return Object.fromEntries(files.map((file) => [file.split(sep).join('/'), readFileSync(join(folder, file), 'utf8')]));
}

const statement = /^(?:import|export)\s+(type\s)?(?:([^'"`;]*?)\s*\bfrom\s+)?'([^']+)'/gm;
const dynamic = /(?:\bconst\s+(\{[^}]*\})\s*=\s*await\s+)?\bimport\('([^']+)'\)/g;

const namesIn = (clause: string): string[] =>
  (/\{([^}]*)\}/s.exec(clause)?.[1] ?? '').split(',').flatMap((part) => /^\s*(?:type\s+)?(\w+)/.exec(part)?.[1] ?? []);

/** The imports of one source from other sources; packages are left out. */
export function importsOf(from: string, text: string): Import[] {
  const to = (specifier: string): string =>
    posix.normalize(posix.join(posix.dirname(from), specifier)).replace(/\.js$/, '.ts');
  const written = [...text.matchAll(statement)].flatMap(([, type, clause = '', specifier = '']) =>
    specifier.startsWith('.')
      ? [{ from, to: to(specifier), names: namesIn(clause), typeOnly: type !== undefined, onUse: false }]
      : [],
  );
  const loaded = [...text.matchAll(dynamic)].flatMap(([, clause = '', specifier = '']) =>
    specifier.startsWith('.')
      ? [{ from, to: to(specifier), names: namesIn(clause), typeOnly: false, onUse: true }]
      : [],
  );
  return [...written, ...loaded];
}

/** The packages that a source text imports with itself, types aside, each once. */
export const packagesOf = (text: string): string[] => [
  ...new Set(
    [...text.matchAll(statement)].flatMap(([, type, , specifier = '']) =>
      type === undefined && !/^(\.|node:)/.test(specifier) ? [specifier] : [],
    ),
  ),
];

/** The files that are loaded with a file, itself among them: what its imports import and so on, but for types and what waits for use. */
export function loadedWith(file: string, imports: readonly Import[]): string[] {
  const files = new Set([file]);
  for (const one of files)
    for (const { from, to, typeOnly, onUse } of imports) if (from === one && !typeOnly && !onUse) files.add(to);
  return [...files];
}

/** Every way round of imports, as the files on it; [] where there is none. */
export function cyclesOf(imports: readonly Import[]): string[] {
  const next = new Map(imports.map(({ from }) => [from, imports.filter((one) => one.from === from)]));
  const done = new Set<string>();
  const cycles: string[] = [];
  const walk = (file: string, way: readonly string[]): void => {
    const at = way.indexOf(file);
    if (at !== -1) cycles.push([...way.slice(at), file].join(' → '));
    if (at !== -1 || done.has(file)) return;
    for (const { to } of next.get(file) ?? []) walk(to, [...way, file]);
    done.add(file);
  };
  for (const file of next.keys()) walk(file, []);
  return cycles;
}
