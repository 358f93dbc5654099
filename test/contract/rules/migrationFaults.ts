/** A migration: its name and its SQL. */
export interface Migration {
  readonly tag: string;
  readonly text: string;
}

/** What a statement does that a program of the last release does not live with, wherever it stands. */
const removals: readonly (readonly [RegExp, string])[] = [
  [
    /\bdrop (?:table|column|schema|type|domain|view|materialized view|function|procedure|sequence|extension|policy)\b/,
    'drops what it may use',
  ],
  [
    /\balter table\b[^;]*\bdrop (?!constraint|column|default|not null|expression|identity)"?\w/,
    'drops what it may use',
  ],
  [/\bdrop (?:default|identity)\b/, 'takes away a default that it relies on'],
  [/\brename (?:to|column|constraint|value)\b|\brename "?\w+"? to\b/, 'renames what it may use'],
  [/\bset schema\b/, 'moves what it may use'],
  [/\balter (?:column )?"?\w+"? (?:set data )?type\b/, 'changes the type of a column'],
  [/\bset not null\b/, 'asks for values that it does not write'],
  [/\benable row level security\b|\bforce row level security\b/, 'hides rows from it'],
  [/\brevoke\b/, 'takes rights away'],
  [/\btruncate (?:table )?(?:only )?"?facet"?\.|\bdelete from\b/, 'takes rows away'],
];

/** SQL without what it only says or defines: comments, texts, and the bodies of functions, which run later. */
const bare = (text: string): string =>
  text
    .replaceAll(/\bcreate\b(?:(?!;)[^$])*?\bfunction\b(?:(?!\$\w*\$)[^])*(\$\w*\$)[^]*?\1/gi, ' create function ')
    .replaceAll(/\bdo\s+(\$\w*\$)([^]*?)\1/gi, ' $2 ')
    .replaceAll(/--[^\n]*/g, ' ')
    .replaceAll(/\/\*[^]*?\*\//g, ' ')
    .replaceAll(/'(?:[^']|'')*'/g, "''")
    .replaceAll(/\s+/g, ' ')
    .toLowerCase();

const unquoted = (name: string): string => name.replaceAll('"', '');

/** Names in brackets, as a constraint or an index lists columns. */
const columnsIn = (list: string): string[] => list.split(',').map((one) => unquoted(one.trim()).split(' ')[0] ?? '');

/** What was made since the last release, and so is used by no program of it. */
class Made {
  private readonly tables = new Set<string>();
  private readonly columns = new Set<string>();

  note(statement: string): void {
    const [, table] = /^create (?:unlogged )?table (?:if not exists )?([\w".]+)/.exec(statement) ?? [];
    if (table !== undefined) this.tables.add(unquoted(table));
    const [, altered = ''] = /^alter table (?:only )?([\w".]+)/.exec(statement) ?? [];
    for (const [, column = ''] of statement.matchAll(/\badd column (?:if not exists )?([\w"]+)/g))
      this.columns.add(`${unquoted(altered)}.${unquoted(column)}`);
  }

  hasTable(table: string): boolean {
    return this.tables.has(unquoted(table));
  }

  hasAll(table: string, columns: readonly string[]): boolean {
    return this.hasTable(table) || columns.every((column) => this.columns.has(`${unquoted(table)}.${column}`));
  }
}

const narrows = 'refuses rows that it may write';

/** What a statement asks of rows of a table that was there before; undefined where it asks nothing new. */
function narrowing(statement: string, made: Made): string | undefined {
  const [, index, indexed = ''] =
    /^create unique index (?:concurrently )?(?:if not exists )?[\w"]+ on ([\w".]+)[^(]*\(([^)]*)\)/.exec(statement) ??
    [];
  if (index !== undefined) return made.hasAll(index, columnsIn(indexed)) ? undefined : narrows;
  const [, table] = /^alter table (?:if exists )?(?:only )?([\w".]+)/.exec(statement) ?? [];
  if (table === undefined || made.hasTable(table)) return undefined;
  for (const [, column = '', rest = ''] of statement.matchAll(
    /\badd column (?:if not exists )?([\w"]+)([^;]*?)(?=, add column|$)/g,
  ))
    if (/\bnot null\b|\bprimary key\b/.test(rest) && !/\bdefault\b|\bgenerated\b/.test(rest))
      return `adds the column ${unquoted(column)}, which must not be null, without a default`;
  for (const [, kind = '', list = ''] of statement.matchAll(
    /\badd constraint [\w"]+ (check|unique|primary key|foreign key|exclude)[^(]*\(([^)]*)\)/g,
  ))
    if (kind === 'check' || kind === 'exclude' || !made.hasAll(table, columnsIn(list))) return narrows;
  return undefined;
}

/** Names of the unique indexes and constraints that migrations make. */
const uniqueNames = (migrations: readonly Migration[]): Set<string> =>
  new Set(
    migrations.flatMap(({ text }) =>
      [
        ...bare(text).matchAll(
          /\bunique index (?:concurrently )?(?:if not exists )?([\w"]+)|\bconstraint ([\w"]+) (?:unique|primary key)/g,
        ),
      ].map(([, index, constraint]) => unquoted(index ?? constraint ?? '')),
    ),
  );

/** Whether a statement drops an index or a constraint of these. */
function dropsOneOf(names: ReadonlySet<string>, statement: string): boolean {
  const indexes = /^drop index (.+)/.exec(statement)?.[1]?.split(/[,. ]+/) ?? [];
  const constraints = [...statement.matchAll(/\bdrop constraint (?:if exists )?([\w"]+)/g)].map(
    ([, name = '']) => name,
  );
  return [...indexes, ...constraints].some((name) => names.has(unquoted(name)));
}

/** Says why a constraint that replaces another refuses no row that the other let through. */
const widening = /^\s*--\s*wider than before: \S.*$/gim;

/**
 * What migrations do that programs of the last release could not work with, which serve on while they run. A constraint that replaces a
 * narrower one is let through where a comment in front of it says `-- Wider than before: …`.
 * @param released those of the last release and before, whose unique indexes its inserts rely on
 */
export function migrationFaults(migrations: readonly Migration[], released: readonly Migration[] = []): string[] {
  const made = new Made();
  const unique = uniqueNames(released);
  return migrations.flatMap(({ tag, text }) => {
    const faults: string[] = [];
    let widened = [...text.matchAll(widening)].length;
    const statements = bare(text)
      .split(';')
      .map((statement) => statement.trim());
    for (const statement of statements) {
      const [, table = ''] = /^alter table (?:if exists )?(?:only )?([\w".]+)/.exec(statement) ?? [];
      const removed = made.hasTable(table) ? undefined : removals.find(([form]) => form.test(statement))?.[1];
      let fault = removed ?? narrowing(statement, made);
      if (dropsOneOf(unique, statement)) fault ??= 'drops what its "on conflict" needs';
      if (fault === narrows && widened > 0) {
        widened -= 1;
        fault = undefined;
      }
      if (fault !== undefined) faults.push(`${tag} ${fault}: ${statement.slice(0, 90)}`);
      made.note(statement);
    }
    const dropped = [...bare(text).matchAll(/\bdrop trigger (?:if exists )?([\w"]+) on ([\w".]+)/g)];
    for (const [, name = '', on = ''] of dropped)
      if (
        !new RegExp(
          `create (?:or replace )?(?:constraint )?trigger ${name} [^;]* on ${on.replaceAll('.', '\\.')}\\b`,
        ).test(bare(text))
      )
        faults.push(`${tag} drops the trigger ${unquoted(name)}, by which it is told of changes`);
    return faults;
  });
}
