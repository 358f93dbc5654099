import { settingTexts } from '../cluster/settingTexts.js';

/** How statements are run that policies narrow. */
export interface NarrowedBy {
  /** The role of the database that the policies are for, as SQL takes it. */
  readonly role: string;
  /** The schemas where functions of extensions are found, as SQL takes them, where a path that names `$user` leads elsewhere for the role. */
  readonly searchPath?: string | undefined;
  /** Whether rows lie on workers of a cluster, which have to be told the role and the settings. */
  readonly onWorkers?: boolean | undefined;
}

/** What statements of a viewer run under that does not see all rows. */
export interface RowRights extends NarrowedBy {
  /** The applications whose rows are seen; null: all. */
  readonly apps: readonly string[] | null;
  /** The brands whose rows are seen; null: all. */
  readonly brands: readonly string[] | null;
}

/** What the settings hold where rows of all applications or brands are seen. */
export const everyRow = '*';

/** The settings that the policies read. */
export const rightSettings = { apps: 'facet.apps', brands: 'facet.brands' } as const;

const element = (name: string): string => `"${name.replaceAll(/["\\]/g, '\\$&')}"`;

/** Names as PostgreSQL's literal of an array. */
export const arrayLiteral = (names: readonly string[]): string => `{${names.map(element).join(',')}}`;

const settingOf = (names: readonly string[] | null): string => (names === null ? everyRow : arrayLiteral(names));

/** What the settings of the policies are for a viewer's rights. */
const settingsOfRights = ({ apps, brands }: RowRights): Readonly<Record<string, string>> => ({
  [rightSettings.apps]: settingOf(apps),
  [rightSettings.brands]: settingOf(brands),
});

/** What makes a transaction run as the role. */
const roleTexts = ({ role, searchPath, onWorkers }: NarrowedBy): string[] => [
  ...(onWorkers === true ? [`set local citus.propagate_set_commands = 'local'`] : []),
  `set local role ${role}`,
  ...(searchPath === undefined ? [] : [`set local search_path = ${searchPath}`]),
];

/** What makes a transaction run with settings that end with it, and as the role where there are rights. */
export function localTexts(settings: Readonly<Record<string, string>>, rights: RowRights | undefined): string[] {
  const all = rights === undefined ? settings : { ...settings, ...settingsOfRights(rights) };
  return [...(rights === undefined ? [] : roleTexts(rights)), ...settingTexts(all)];
}

/** What is sent in front of a statement: the begin of its transaction, and what that runs with. */
export const beginText = (settings: Readonly<Record<string, string>>, rights: RowRights | undefined): string =>
  ['begin', ...localTexts(settings, rights)].join('; ');
