import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from '@jest/globals';
import { buildSchema, isScalarType, isSpecifiedScalarType } from 'graphql';

const { resolve } = createRequire(import.meta.url);

it('the package exports a type for each scalar of the schema', () => {
  const exported = JSON.parse(readFileSync(resolve('facet-gateway/codegen-scalars.json'), 'utf8')) as object;
  const sdl = readFileSync(new URL('../../examples/typed-client/schema.graphql', import.meta.url), 'utf8');
  const scalars = Object.values(buildSchema(sdl).getTypeMap()).filter(
    (type) => isScalarType(type) && !isSpecifiedScalarType(type),
  );
  expect(Object.keys(exported).toSorted()).toEqual(scalars.map(({ name }) => name).toSorted());
  expect(new Set(Object.values(exported))).toEqual(new Set(['string']));
});
