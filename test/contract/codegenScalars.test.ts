import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from '@jest/globals';
import { buildSchema, isScalarType, isSpecifiedScalarType } from 'graphql';
import { parse } from 'yaml';

const { resolve } = createRequire(import.meta.url);

it('the package exports a type for each scalar of the schema', () => {
  const exported = JSON.parse(readFileSync(resolve('facet-gateway/codegen-scalars.json'), 'utf8')) as object;
  const sdl = readFileSync(new URL('../../examples/typed-client/schema.graphql', import.meta.url), 'utf8');
  const scalars = Object.values(buildSchema(sdl).getTypeMap()).filter(
    (type) => isScalarType(type) && !isSpecifiedScalarType(type),
  );
  expect(Object.keys(exported).toSorted()).toEqual(scalars.map(({ name }) => name).toSorted());
  expect(new Set(Object.values(exported))).toEqual(new Set(['string', 'unknown']));
});

it('our own types are generated with the same', () => {
  const exported = JSON.parse(readFileSync(resolve('facet-gateway/codegen-scalars.json'), 'utf8')) as object;
  const own = parse(readFileSync(new URL('../../codegen.yml', import.meta.url), 'utf8')) as {
    generates: Record<string, { config: { scalars: object } }>;
  };
  expect(own.generates['examples/typed-client/generated.ts']?.config.scalars).toEqual(exported);
  expect(own.generates['src/generated/resolvers.ts']?.config.scalars).toEqual({ ...exported, _FieldSet: 'string' });
});
