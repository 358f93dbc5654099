import type { GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Catalogue } from '../../src/catalogue/catalogue.js';
import { readCatalogue } from '../../src/catalogue/readCatalogue.js';
import { readConfig } from '../../src/config.js';
import { createContext } from '../../src/federation/requestContext.js';
import type { App, Scope } from '../../src/scope.js';
import { createDoor } from '../../src/db/door.js';
import type { Statement } from '../../src/db/sql.js';
import { buildSchema, type EntityLimits } from '../../src/federation/buildSchema.js';
import { subgraphs } from '../../src/subgraphs/index.js';
import type { TestDatabase } from './database.js';
import { executeSource } from './executeSource.js';
import { openScope } from './scope.js';

type Json = Record<string, unknown>;

export interface Answer {
  readonly data: Json;
  readonly errors: readonly { readonly message: string; readonly code: unknown; readonly path: unknown }[];
  /** Every statement the operation ran, in order. */
  readonly statements: readonly Statement[];
}

/** The schemas that were asked for last: most suites have the same empty catalogue, and a schema takes 100 ms. */
const schemas = new LRUCache<string, GraphQLSchema>({ max: 4 });

function schemaOf(catalogue: Catalogue, today: string, limits: EntityLimits): GraphQLSchema {
  const key = JSON.stringify([catalogue.version, catalogue.meanings, [...catalogue.retired], today, limits]);
  const known = schemas.get(key);
  if (known !== undefined) return known;
  const schema = buildSchema(subgraphs, catalogue, today, limits);
  schemas.set(key, schema);
  return schema;
}

/** Asks the graph of a database in process: the real schema, context and door, with every statement recorded. */
export async function openGraph(
  { client }: Pick<TestDatabase, 'client'>,
  today = '2026-11-23',
  timeZone = 'UTC',
  apps: readonly App[] = [{ name: 'default', timeZone, isDefault: true }],
  limits: EntityLimits = readConfig({}).limits,
  given: Partial<Scope> = {},
) {
  const catalogue = await readCatalogue(client);
  const schema = schemaOf(catalogue, today, limits);
  return {
    schema,
    async ask(source: string, variableValues: Json = {}, now = `${today}T12:00:00Z`): Promise<Answer> {
      const statements: Statement[] = [];
      const contextOf = (onStatement: (statement: Statement) => void) =>
        createContext(
          openScope(
            { client },
            { db: createDoor(client, { onStatement }), now: new Date(now), timeZone, apps, catalogue, ...given },
          ),
        );
      let asked = 0;
      const result = await executeSource({
        schema,
        source,
        variableValues,
        createContext: () => {
          asked += 1;
          const isFirst = asked === 1;
          return contextOf((statement) => void (isFirst && statements.push(statement)));
        },
      });
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
