import { graphql, type ExecutionResult } from 'graphql';
import { anonymous } from '../../src/access/viewer.js';
import { readCatalogue } from '../../src/catalogue/readCatalogue.js';
import { readConfig } from '../../src/config.js';
import { createContext, type App } from '../../src/context.js';
import { createDoor } from '../../src/db/door.js';
import type { Statement } from '../../src/db/sql.js';
import { buildSchema } from '../../src/federation/buildSchema.js';
import type { EntityLimits } from '../../src/federation/entities.js';
import { subgraphs } from '../../src/subgraphs/index.js';
import type { TestDatabase } from './database.js';

type Json = Record<string, unknown>;

export interface Answer {
  readonly data: Json;
  readonly errors: readonly { readonly message: string; readonly code: unknown; readonly path: unknown }[];
  /** Every statement the operation ran, in order. */
  readonly statements: readonly Statement[];
}

/** Asks the graph of a database in process: the real schema, context and door, with every statement recorded. */
export async function openGraph(
  { sql }: Pick<TestDatabase, 'sql'>,
  today = '2026-11-23',
  timeZone = 'UTC',
  apps: readonly App[] = [{ name: 'default', timeZone, isDefault: true }],
  limits: EntityLimits = readConfig({}).limits,
) {
  const schema = buildSchema(subgraphs, await readCatalogue(sql), today, limits);
  return {
    schema,
    async ask(source: string, variableValues: Json = {}, now = `${today}T12:00:00Z`): Promise<Answer> {
      const statements: Statement[] = [];
      const db = createDoor(sql, { onStatement: (statement) => statements.push(statement) });
      const contextValue = createContext({ db, viewer: anonymous, now: new Date(now), timeZone, apps });
      contextValue.useSchema(schema);
      const result: ExecutionResult = await graphql({ schema, source, variableValues, contextValue });
      return {
        data: JSON.parse(JSON.stringify(result.data ?? null)) as Json,
        errors: (result.errors ?? []).map(({ message, extensions, path, originalError }) => ({
          message,
          code: (originalError as { code?: unknown } | undefined)?.code ?? extensions['code'],
          path,
        })),
        statements,
      };
    },
  };
}
