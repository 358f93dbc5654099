import { sql } from 'drizzle-orm';
import { LRUCache } from 'lru-cache';
import { systemViewer, type Viewer } from './access/viewer.js';
import type { Door, DoorOptions } from './db/doorTypes.js';
import { createCachedValue, type CachedValue } from './lib/async/cachedValue.js';
import { rowCost } from './lib/budget/costs.js';
import { cachedTableNames, type CachedTable, type Scope } from './scope.js';
import { noteLook } from './telemetry/cacheTally.js';
import { everything, visibilityIn } from './visibleRows.js';

/** What is held of one table at the most: rows, and bytes as budgets count them. Of larger ones nothing is held. */
const [mostRows, mostBytes] = [10_000, 16_000_000];

/**
 * Tables that are held at the most as viewers see them who do not see all rows, each as those of one visibility, and bytes of each.
 * What is the same for all has a place of its own: nobody's visibility drives it out.
 */
const [mostNarrowed, mostNarrowedBytes] = [24, 2_000_000];

type Name = (typeof cachedTableNames)[number];

/** Small tables in memory, as long as their changes are told. */
export interface TableCache {
  /** What a scope of a viewer has as `cached`. */
  readonly of: (viewer: Viewer) => NonNullable<Scope['cached']>;
  /** Bytes of what is held, as budgets count them. */
  readonly bytes: () => number;
  /** Whom to call for notices of a channel. */
  readonly notices: Readonly<Record<string, () => void>>;
}

interface TableCacheOptions {
  /** Opens a door for one statement of a viewer. */
  readonly openDoor: (viewer: Viewer, options: Pick<DoorOptions, 'onRow'>) => Door;
  /** Whether notices come. */
  readonly isFollowed: () => boolean;
  /** Told of a reading that failed. */
  readonly onError: (error: unknown) => void;
  /** Milliseconds; never goes back. */
  readonly now?: () => number;
}

const tooLarge = new Error('The table is too large to be held in memory');

/** Whether a trigger tells of the changes of a table: an administrator may have taken it away. */
async function isTold(door: Door, name: Name): Promise<boolean> {
  const triggers = await door.query(sql`
    select 1 as one from pg_trigger
    join pg_class on pg_class.oid = tgrelid and relnamespace = 'facet'::regnamespace and relname = ${name}
    where tgname in ('tell_change', 'tell_day_change') and tgenabled in ('O', 'A')`);
  return triggers.length > 0;
}

/** Caches tables until they are told to have changed. What is in none of its tables may be newer: the database knows. */
export function createTableCache({ openDoor, ...following }: TableCacheOptions): TableCache {
  type Entry = CachedValue<object> & { readonly name: Name; bytes: number };
  const shared = new Map<Name, Entry>();
  const narrowed = new LRUCache<string, Entry>({ max: mostNarrowed });

  async function read<R extends object, V extends object>(
    { name, statement, make }: CachedTable<R, V>,
    viewer: Viewer,
    most: number,
    onSize: (bytes: number) => void,
  ): Promise<V | undefined> {
    onSize(0);
    if (!(await isTold(openDoor(viewer, {}), name))) return undefined;
    let bytes = 0;
    const onRow = (row: object): void => {
      bytes += rowCost(row as Readonly<Record<string, unknown>>);
      if (bytes > most) throw tooLarge;
    };
    try {
      const rows = await openDoor(viewer, { onRow }).query<R>(
        sql`${statement({ viewer })} limit ${sql.param(mostRows + 1)}`,
      );
      if (rows.length > mostRows) return undefined;
      onSize(bytes);
      return make(rows.map((row) => Object.freeze(row)));
    } catch (error) {
      if (error === tooLarge) return undefined;
      throw error;
    }
  }

  function entryOf(table: CachedTable<never, object>, viewer: Viewer): Entry {
    const { name } = table;
    const visibility = name === 'profile_days' || name === 'documents' ? everything : visibilityIn({ viewer }, name);
    const [reader, most] = visibility === everything ? [systemViewer, mostBytes] : [viewer, mostNarrowedBytes];
    const key = `${name} ${visibility}`;
    const known = visibility === everything ? shared.get(name) : narrowed.get(key);
    if (known !== undefined) return known;
    const onSize = (bytes: number): void => void (made.bytes = bytes);
    const made: Entry = {
      name,
      bytes: 0,
      ...createCachedValue({ read: () => read(table, reader, most, onSize), ...following }),
    };
    if (visibility === everything) shared.set(name, made);
    else narrowed.set(key, made);
    return made;
  }

  const invalidate = (name: Name): void => {
    for (const entry of [...shared.values(), ...narrowed.values()]) if (entry.name === name) entry.invalidate();
  };
  return {
    of: (viewer) => (table) =>
      noteLook('tables', entryOf(table as CachedTable<never, object>, viewer).current()) as never,
    bytes: () => [...shared.values(), ...narrowed.values()].reduce((sum, { bytes }) => sum + bytes, 0),
    notices: Object.fromEntries(cachedTableNames.map((name) => [`facet_${name}`, () => invalidate(name)])),
  };
}
