import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  parse,
  print,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import { packageRoot } from '../../../src/lib/process/packageRoot.js';

/** A part of a JSON schema, as far as this test reads it. */
interface Part {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Part>>;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Part[];
  readonly items?: Part;
  readonly properties?: Readonly<Record<string, Part>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
}

const fileText = (name: string): string => readFileSync(join(packageRoot, 'schema', name), 'utf8');

const json = JSON.parse(fileText('segment-definition.json')) as Part;

const kinds: ReadonlySet<string> = new Set([
  Kind.INPUT_OBJECT_TYPE_DEFINITION,
  Kind.ENUM_TYPE_DEFINITION,
  Kind.SCALAR_TYPE_DEFINITION,
]);

/** The inputs alone: what the subgraph has beside them names types of others. */
function inputs(sdl: string): GraphQLSchema {
  const definitions = parse(sdl)
    .definitions.filter(({ kind }) => kinds.has(kind))
    .map((one) => print(one));
  return buildSchema(`${definitions.join('\n')}\ntype Query { segment(definition: SegmentDefinitionInput!): Boolean }`);
}

const scalars: Readonly<Record<string, string>> = {
  String: 'string',
  ID: 'string',
  Int: 'integer',
  Boolean: 'boolean',
};

/** Which forms differ from each other, with the place. */
function differences(part: Part, given: GraphQLInputType, at: string, seen: Set<string>): string[] {
  if (part.$ref !== undefined) {
    const name = part.$ref.replace('#/$defs/', '');
    const pair = `${name} ${String(given)}`;
    if (seen.has(pair)) return [];
    seen.add(pair);
    const target = json.$defs?.[name];
    return target === undefined ? [`${at}: there is no ${name}`] : differences(target, given, at, seen);
  }
  const type = isNonNullType(given) ? given.ofType : given;
  if (isListType(type)) {
    if (part.items === undefined) return [`${at}: a list only in GraphQL`];
    const entries = type.ofType as GraphQLInputType;
    return [
      ...(isNonNullType(entries) ? [] : [`${at}: entries may be null`]),
      ...differences(part.items, entries, `${at}[]`, seen),
    ];
  }
  if (isEnumType(type)) {
    const words = type.getValues().map(({ name }) => name);
    return String(words) === String(part.enum) ? [] : [`${at}: ${String(words)} and ${String(part.enum)}`];
  }
  if (!isInputObjectType(type)) {
    const plain = (part.anyOf ?? [part]).map((one) => one.type);
    const fits =
      type.name === 'Decimal'
        ? plain.includes('number') && plain.includes('string')
        : plain.every((one) => one === scalars[type.name]);
    return fits ? [] : [`${at}: ${type.name} and ${plain.join(' or ')}`];
  }
  const fields = type.getFields();
  const [mine, theirs] = [Object.keys(part.properties ?? {}), Object.keys(fields)];
  if (String(mine) !== String(theirs)) return [`${at}: ${String(mine)} and ${String(theirs)}`];
  return mine.flatMap((name) => {
    const field = fields[name];
    const below = part.properties?.[name];
    if (field === undefined || below === undefined) return [];
    const isRequired = part.required?.includes(name) === true;
    return [
      ...(isRequired === isNonNullType(field.type) ? [] : [`${at}.${name}: required in one alone`]),
      ...differences(below, field.type, `${at}.${name}`, seen),
    ];
  });
}

it('the input of GraphQL has the members, words and order of the form of JSON and YAML', () => {
  const type = inputs(fileText('segments.graphql')).getType('SegmentDefinitionInput') as GraphQLInputType;
  const seen = new Set<string>();
  expect(differences(json, type, '', seen)).toEqual([]);
  // Groups, conditions and the operators of five kinds of values are compared.
  expect(seen.size).toBeGreaterThanOrEqual(7);
});

it('no part of the form takes members that it does not know, and every part is described', () => {
  const faults: string[] = [];
  const look = (part: Part & { readonly description?: string }, at: string): void => {
    if (part.properties !== undefined && part.additionalProperties !== false) faults.push(`${at} takes any member`);
    for (const [name, below] of Object.entries(part.properties ?? {})) {
      if ((below as { description?: string }).description === undefined) faults.push(`${at}.${name} is not described`);
      look(below, `${at}.${name}`);
    }
    if (part.items !== undefined) look(part.items, `${at}[]`);
    for (const [name, below] of Object.entries(part.$defs ?? {})) look(below, name);
  };
  look(json, '');
  expect(faults).toEqual([]);
});
