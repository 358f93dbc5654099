import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse, printSchema } from 'graphql';
import { demoSdl, firstCatalogue } from '../../scripts/lib/demoSchema.js';
import { readConfig } from '../../src/config.js';
import { buildSchema } from '../../src/federation/buildSchema.js';
import { packageRoot } from '../../src/lib/process/packageRoot.js';
import { subgraphs } from '../../src/subgraphs/index.js';

const folder = join(packageRoot, 'schema');

/** The committed SDL files of `schema/` but for the supergraph, by name. */
export const committedSdls: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(folder)
    .filter((file) => file.endsWith('.graphql') && file !== 'supergraph.graphql')
    .map((file) => [file.replace('.graphql', ''), readFileSync(join(folder, file), 'utf8')]),
);

/** What `_service` answers with over the first catalogue: all subgraphs in one, applied directives included. */
export const serviceDocument = parse(demoSdl());

/** What is executed over the first catalogue: the same with the federation's entrances, without applied directives. */
export const liveDocument = parse(
  printSchema(buildSchema(subgraphs, firstCatalogue(), '2026-01-01', readConfig({}).limits)),
);
