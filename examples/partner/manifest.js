// Makes manifest.json of operations.graphql: each operation with its text and, as its id, the SHA-256 of that text.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { parse, print } from 'graphql';

const { definitions } = parse(readFileSync(new URL('operations.graphql', import.meta.url), 'utf8'));
const operations = definitions.map((definition) => {
  const body = print(definition);
  const id = createHash('sha256').update(body).digest('hex');
  return { id, name: definition.name.value, type: definition.operation, body };
});
const manifest = { format: 'apollo-persisted-query-manifest', version: 1, operations };
writeFileSync(new URL('manifest.json', import.meta.url), `${JSON.stringify(manifest, null, 2)}\n`);
