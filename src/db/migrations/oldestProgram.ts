import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { packageRoot } from '../../lib/process/packageRoot.js';
import type { Sql } from '../client.js';

/** What a migrated database says of the oldest program that may work on it; both are times of migrations, in milliseconds since 1970. */
const said = z.object({
  /** Of the newest migration that it was said with. It says nothing of later ones. */
  through: z.number(),
  /** Of the newest migration of the oldest program. */
  oldest: z.number(),
});

interface Migration {
  readonly when: number;
  readonly tag: string;
}

/** The newest migration of the last release; all later ones only add, so a program of that release may work on what they make. */
export const releasedMigration = z
  .object({ migration: z.string() })
  .parse(JSON.parse(readFileSync(join(packageRoot, 'drizzle', 'released.json'), 'utf8'))).migration;

/** What the comment of the table of migrations says; undefined where it is not ours. */
function parse(comment: string): z.infer<typeof said> | undefined {
  try {
    return said.safeParse(JSON.parse(comment)).data;
  } catch {
    return undefined;
  }
}

/** The time of the newest migration of the oldest program that may work on a migrated database; undefined where it does not say. */
export async function readOldestProgram(client: Sql, newest: number): Promise<number | undefined> {
  const [row] = await client<{ comment: string | null }[]>`
    select obj_description('facet.migrations'::regclass, 'pg_class') as comment`;
  const found = parse(row?.comment ?? '');
  return found?.through === newest ? found.oldest : undefined;
}

/** Has a database that was just migrated say that programs of the last release may work on it. */
export async function writeOldestProgram(client: Sql, migrations: readonly Migration[]): Promise<void> {
  const [newest, released] = [migrations.at(-1), migrations.find(({ tag }) => tag === releasedMigration)];
  if (newest === undefined || released === undefined) throw new Error(`There is no migration ${releasedMigration}`);
  if ((await readOldestProgram(client, newest.when)) === released.when) return;
  const comment = JSON.stringify({ through: newest.when, oldest: released.when });
  await client.unsafe(`comment on table facet.migrations is '${comment}'`);
}
