import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An entry of `package-lock.json`. */
export interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly resolved?: string;
  readonly dev?: boolean;
}

/** By folder; '' is the project itself. */
export type LockedPackages = Readonly<Record<string, LockedPackage>>;

const free = new Set(
  'MIT ISC Apache-2.0 BSD-2-Clause BSD-3-Clause 0BSD Unlicense BlueOak-1.0.0 CC0-1.0 Zlib Python-2.0'.split(' '),
);

/** Whether an SPDX expression leaves a choice in which every licence asks for no more than to be named. */
const isFree = (expression: string): boolean =>
  expression
    .replaceAll(/[()]/g, ' ')
    .split(/\sOR\s/)
    .some((choice) => choice.split(/\sAND\s/).every((licence) => free.has(licence.trim())));

/** Packages that a user of Facet gets, under a licence that is not known to be free (copyleft and source-available are not). */
export const licenceFaults = (packages: LockedPackages): string[] =>
  Object.entries(packages)
    .filter(([folder, { dev, license }]) => folder !== '' && dev !== true && !isFree(license ?? 'none'))
    .map(([folder, { license }]) => `${folder}: ${license ?? 'no licence'}`);

/** Packages that are locked to the address of one registry or repository. */
export const addressFaults = (packages: LockedPackages): string[] =>
  Object.entries(packages)
    .filter(([, { resolved, version }]) => resolved !== undefined || /:\/\//.test(version ?? ''))
    .map(([folder, { resolved, version }]) => `${folder}: ${resolved ?? version}`);

/** The packages right in a folder of modules, those of a scope included. */
const packagesIn = (modules: string): string[] =>
  readdirSync(modules).flatMap((name) =>
    name.startsWith('@')
      ? readdirSync(join(modules, name)).map((scoped) => join(modules, name, scoped))
      : [join(modules, name)],
  );

/** Every installed copy of a package below a folder of modules, as `folder version`. */
export function copiesOf(name: string, modules: string): string[] {
  if (!existsSync(modules)) return [];
  const manifest = join(modules, name, 'package.json');
  const own = existsSync(manifest)
    ? [`${join(modules, name)} ${(JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version}`]
    : [];
  return own.concat(packagesIn(modules).flatMap((folder) => copiesOf(name, join(folder, 'node_modules'))));
}
