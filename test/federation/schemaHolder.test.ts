import { beforeEach, describe, expect, it } from '@jest/globals';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { createCatalogue, type Catalogue } from '../../src/catalogue/catalogue.js';
import { createSchemaHolder } from '../../src/federation/schemaHolder.js';

/** A catalogue of which nothing counts but its version. */
const version = (number: number): Catalogue => createCatalogue(number, []);

describe('createSchemaHolder', () => {
  let lines: [level: string, facts: object, message: string][];
  let built: number[];
  const open = (isBad: (catalogue: Catalogue) => boolean = () => false) =>
    createSchemaHolder(
      (catalogue): GraphQLSchema => {
        built.push(catalogue.version);
        if (isBad(catalogue)) throw new Error(`version ${catalogue.version} is bad`);
        return buildSchema(`type Query { v${catalogue.version}: Int }`);
      },
      {
        error: (facts, message) => void lines.push(['error', facts, message]),
        info: (facts, message) => void lines.push(['info', facts, message]),
      },
    );
  const fieldsOf = (schema: GraphQLSchema) => Object.keys(schema.getQueryType()?.getFields() ?? {});

  beforeEach(() => {
    [lines, built] = [[], []];
  });

  it('has no schema before the first catalogue, and says so', () => {
    expect(() => open().current).toThrow('No schema has been made yet');
    expect(built).toEqual([]);
  });

  it('has the schema of the newest catalogue, made once', () => {
    const holder = open();
    holder.change(version(1));
    expect(fieldsOf(holder.current)).toEqual(['v1']);
    expect(holder.current).toBe(holder.current);
    holder.change(version(2));
    expect(fieldsOf(holder.current)).toEqual(['v2']);
    expect(built).toEqual([1, 2]);
  });

  it('tells the log of each change but the first', () => {
    const holder = open();
    holder.change(version(1));
    expect(lines).toEqual([]);
    holder.change(version(2));
    expect(lines).toEqual([['info', { version: 2 }, 'The schema follows the changed catalogue.']]);
  });

  it('tells each listener of every later schema, until it is let go', () => {
    const holder = open();
    const [one, other]: [string[], string[]] = [[], []];
    holder.onChange((schema) => one.push(...fieldsOf(schema)));
    const letGo = holder.onChange((schema) => other.push(...fieldsOf(schema)));
    holder.change(version(1));
    letGo();
    holder.change(version(2));
    expect([one, other]).toEqual([['v1', 'v2'], ['v1']]);
    letGo();
  });

  it('has the new schema in force when a listener is told', () => {
    const holder = open();
    let same = false;
    holder.onChange((schema) => (same = schema === holder.current));
    holder.change(version(1));
    expect(same).toBe(true);
  });

  it('keeps the old schema where a catalogue gives none, logs why, and takes the next', () => {
    const holder = open((catalogue) => catalogue.version === 2);
    let told = 0;
    holder.onChange(() => (told += 1));
    holder.change(version(1));
    holder.change(version(2));
    expect([fieldsOf(holder.current), told]).toEqual([['v1'], 1]);
    expect(lines).toEqual([
      [
        'error',
        { err: new Error('version 2 is bad'), version: 2 },
        'The catalogue gives an invalid schema; the old one stays.',
      ],
    ]);
    holder.change(version(3));
    expect([fieldsOf(holder.current), told]).toEqual([['v3'], 2]);
  });

  it('throws where the very first catalogue gives none', () => {
    const holder = open(() => true);
    expect(() => holder.change(version(1))).toThrow('version 1 is bad');
    expect(() => holder.current).toThrow('No schema has been made yet');
    expect(lines).toEqual([]);
  });
});
