import { describe, expect, it } from '@jest/globals';
import { graphql, parse, printSchema, type GraphQLSchema } from 'graphql';
import { UserError } from '../../src/lib/errors/UserError.js';
import { createSubgraphSchema, type SubgraphParts } from '../../src/subgraph.js';

const linked = (version: number, imports: string, more = ''): string =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.${version}", import: [${imports}])${more}`;

const schemaOf = (sdl: string, parts: Omit<SubgraphParts<unknown>, 'typeDefs'> = {}): GraphQLSchema =>
  createSubgraphSchema({ typeDefs: sdl, ...parts });

const directivesOf = (schema: GraphQLSchema): string[] =>
  schema
    .getDirectives()
    .map(({ name }) => name)
    .filter((name) => !['include', 'skip', 'deprecated', 'specifiedBy', 'oneOf'].includes(name))
    .toSorted();

async function sdlOf(schema: GraphQLSchema): Promise<unknown> {
  const { data, errors } = await graphql({ schema, source: '{ _service { sdl } }' });
  expect(errors).toBeUndefined();
  return (data as { _service: { sdl: unknown } } | undefined)?._service.sdl;
}

/** Each directive where federation allows it, with the version that first had it. */
const everyDirective: readonly (readonly [number, string])[] = [
  [0, 'type A @key(fields: "id") @key(fields: "b { c }", resolvable: false) { id: ID! b: B } type B { c: ID! }'],
  [0, 'type A @shareable { id: ID! } type C { id: ID! @shareable }'],
  [0, 'extend type A @key(fields: "id") { id: ID! @external size: Int @external cost: Int @requires(fields: "size") }'],
  [0, 'type A @external { id: ID! }'],
  [0, 'type Query { a: A @provides(fields: "name") } type A @key(fields: "id") { id: ID! name: String @external }'],
  [0, 'type A @key(fields: "id") { id: ID! name: String @override(from: "other") }'],
  [7, 'type A @key(fields: "id") { id: ID! name: String @override(from: "other", label: "percent(5)") }'],
  [0, 'type A @extends @key(fields: "id") { id: ID! @external }'],
  [
    0,
    `interface A @tag(name: "a") { a(b: Int @tag(name: "b")): Int @tag(name: "c") } union U @tag(name: "d") = T
     type T @tag(name: "e") @tag(name: "f") { t: Int } enum E @tag(name: "g") { V @tag(name: "h") }
     scalar S @tag(name: "i") input I @tag(name: "j") { i: Int @tag(name: "k") }`,
  ],
  [
    0,
    `interface A @inaccessible { a(b: Int @inaccessible): Int @inaccessible } union U @inaccessible = T
     type T @inaccessible { t: Int } enum E @inaccessible { V @inaccessible }
     scalar S @inaccessible input I @inaccessible { i: Int @inaccessible }`,
  ],
  [3, 'type A @interfaceObject @key(fields: "id") { id: ID! more: Int }'],
  [3, 'interface A @key(fields: "id") { id: ID! } type B implements A @key(fields: "id") { id: ID! }'],
  [5, 'type A @authenticated { a: Int @authenticated } enum E @authenticated { V } scalar S @authenticated'],
  [5, 'type A { a: Int @requiresScopes(scopes: [["read:a", "b"], ["c"]]) }'],
  [6, 'interface A @policy(policies: [["a", "b"]]) { a: Int }'],
  [
    8,
    'type A @key(fields: "id") @context(name: "a") { id: ID! b: B } type B { c(d: Int @fromContext(field: "$a { id }")): Int }',
  ],
  [9, 'type A @cost(weight: 2) { a(b: Int @cost(weight: 1)): Int @cost(weight: 5) } enum E @cost(weight: 1) { V }'],
  [
    9,
    'type A { a(first: Int): [Int] @listSize(assumedSize: 5, slicingArguments: ["first"], requireOneSlicingArgument: false) }',
  ],
];

const namesIn = (sdl: string): string[] => [...new Set(sdl.match(/@\w+/g) ?? [])];

describe('the directives of federation 2', () => {
  it.each(everyDirective)('are there from v2.%i on, imported: %s', async (minor, types) => {
    const names = namesIn(types);
    for (const version of new Set([minor, 11])) {
      const sdl = `${linked(version, names.map((name) => `"${name}"`).join(' '))}\n${types}`;
      const schema = schemaOf(sdl);
      expect(directivesOf(schema)).toEqual(['link', ...names.map((name) => name.slice(1))].toSorted());
      expect(await sdlOf(schema)).toBe(sdl);
    }
    if (minor > 0 && !types.includes('label'))
      for (const name of names.filter((one) => !['@key', '@external', '@override'].includes(one)))
        expect(() => schemaOf(`${linked(minor - 1, `"${name}"`)} ${types}`)).toThrow(
          `@link imports "${name}" of federation v2.${minor - 1}, and it came with v2.${minor}: link that.`,
        );
  });

  it.each(everyDirective)('are there with a prefix, where they are not imported (v2.%i): %s', async (minor, types) => {
    const url = `https://specs.apollo.dev/federation/v2.${minor}`;
    for (const [link, prefix] of [
      [`@link(url: "${url}")`, 'federation'],
      [`@link(url: "${url}", as: "fed")`, 'fed'],
    ] as const) {
      const sdl = `extend schema ${link} ${types.replaceAll(/@(\w+)/g, `@${prefix}__$1`)}`;
      const schema = schemaOf(sdl);
      expect(directivesOf(schema)).toEqual(
        ['link', ...namesIn(types).map((name) => `${prefix}__${name.slice(1)}`)].toSorted(),
      );
      expect(await sdlOf(schema)).toBe(sdl);
    }
  });

  it('have the names that the import gives them, and so have their types', () => {
    const imports = '{ name: "@key", as: "@primary" }, { name: "FieldSet", as: "Fields" }, "@requiresScopes"';
    const schema = schemaOf(
      `${linked(5, imports)} type A @primary(fields: "id") { id: ID! @requiresScopes(scopes: [["a"]]) }`,
    );
    expect(directivesOf(schema)).toEqual(['link', 'primary', 'requiresScopes']);
    expect(schema.getDirective('primary')?.args.map(({ type }) => String(type))).toEqual(['Fields!', 'Boolean']);
    expect(schema.getDirective('requiresScopes')?.args.map(({ type }) => String(type))).toEqual([
      '[[federation__Scope!]!]!',
    ]);
    expect(String(schema.getType('_Entity'))).toBe('_Entity');
    expect(printSchema(schema)).toContain('union _Entity = A');
  });

  it('may be defined by the SDL itself', () => {
    const schema = schemaOf(`${linked(3, '"@key"')}
      directive @link(url: String!, as: String, import: [String]) repeatable on SCHEMA
      directive @key(fields: federation__FieldSet!, resolvable: Boolean = true) repeatable on OBJECT
      "Own." scalar federation__FieldSet
      type A @key(fields: "id") { id: ID! }`);
    expect(schema.getType('federation__FieldSet')?.description).toBe('Own.');
    expect(String(schema.getDirective('link')?.args.at(-1)?.type)).toBe('[String]');
    expect(schema.getType('link__Import')).toBeUndefined();
  });

  it('are described, each with its arguments', () => {
    const all = everyDirective.flatMap(([, types]) => namesIn(types));
    const schema = schemaOf(`${linked(11, [...new Set([...all, '@composeDirective'])].map((one) => `"${one}"`).join())}
      type Query { a: Int }`);
    const silent = directivesOf(schema).flatMap((name) => {
      const directive = schema.getDirective(name);
      return [directive, ...(directive?.args ?? [])].filter((one) => !/^[A-Z].*\.$/s.test(one?.description ?? ''));
    });
    expect(silent).toEqual([]);
    for (const name of ['federation__FieldSet', 'federation__Scope', 'federation__Policy', '_Service'])
      expect([name, schema.getType(name)?.description]).toEqual([name, expect.stringMatching(/^[A-Z].*\.$/)]);
  });
});

describe('links', () => {
  it('are kept, several and those of directives for the supergraph', async () => {
    const sdl = `extend schema
      @link(url: "https://specs.apollo.dev/link/v1.0")
      @link(url: "https://specs.apollo.dev/federation/v2.1", import: ["@key", "@composeDirective"])
      @link(url: "https://myspecs.dev/pii/v1.0", import: ["@pii", { name: "@secret", as: "@hidden" }])
      @composeDirective(name: "@pii")
    directive @pii(class: String) on FIELD_DEFINITION
    type A @key(fields: "id") { id: ID! mail: String @pii(class: "CONTACT") @hidden @pii__other(a: 5) }`;
    const schema = schemaOf(sdl);
    expect(await sdlOf(schema)).toBe(sdl);
    // What only others know is not defined here, and is for them to read.
    expect(directivesOf(schema)).toEqual(['composeDirective', 'key', 'link', 'pii']);
  });

  it('may name the parts of federation by their own specifications', () => {
    const schema = schemaOf(`extend schema
      @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
      @link(url: "https://specs.apollo.dev/tag/v0.3", as: "label")
      @link(url: "https://specs.apollo.dev/inaccessible/v0.2", import: ["@inaccessible"])
      @link(url: "https://specs.apollo.dev/cost/v0.1")
    type A @key(fields: "id") @label(name: "x") { id: ID! b: Int @inaccessible @cost(weight: 1) c: [Int] @cost__listSize }`);
    expect(directivesOf(schema)).toEqual(['cost', 'cost__listSize', 'inaccessible', 'key', 'label', 'link']);
  });

  it('of a federation newer than is known here may import more', async () => {
    const sdl = `${linked(99, '"@key" "@novelty"')} type A @key(fields: "id") @novelty(a: 1) { id: ID! @federation__more }`;
    const schema = schemaOf(sdl);
    expect(directivesOf(schema)).toEqual(['key', 'link']);
    expect(await sdlOf(schema)).toBe(sdl);
  });

  it.each([
    [
      linked(3, '"@kye"'),
      '@link imports "@kye", which https://specs.apollo.dev/federation does not have. Did you mean "@key"',
    ],
    [
      'extend schema @link(url: "https://specs.apollo.dev/federation/v3.0")',
      '@link(url: "https://specs.apollo.dev/federation/v3.0") names no version of federation 2: v2.0 to v2.11 are known.',
    ],
    [
      'extend schema @link(url: "https://specs.apollo.dev/federation")',
      '@link(url: "https://specs.apollo.dev/federation") names no version of federation 2: v2.0 to v2.11 are known.',
    ],
    [`${linked(3, '"@key"')} type A @kye(fields: "id") { id: ID! }`, 'Unknown directive "@kye".'],
    [`${linked(3, '"@key"')} type A @shareable { id: ID! }`, 'Unknown directive "@shareable".'],
    [`${linked(3, '"@key"')} type A @key { id: ID! }`, 'A key of "A" is no selection of fields: "".'],
    [
      `${linked(3, '"@key"')} type A @key(fields: "idd") { id: ID! }`,
      'The key "idd" of "A" fits no fields: "A" has no field "idd". Did you mean "id"?',
    ],
    [
      `${linked(3, '"@key"')} type A @key(fields: "b { c { e } }", resolvable: false) { b: B } type B { c: C } type C { d: Int }`,
      'The key "b { c { e } }" of "A" fits no fields: "C" has no field "e".',
    ],
    [
      `${linked(3, '"@key"')} type A @key(fields: "a b") { a: Int b: B } type B { c: Int }`,
      '"A.b" is an object, and the key names none of its fields.',
    ],
    [`${linked(3, '"@key"')} type A @key(fields: "a { b }") { a: Int }`, '"A.a" has no fields.'],
    [
      `${linked(3, '"@key"')} type A @key(fields: "id", of: 1) { id: ID! }`,
      'Unknown argument "of" on directive "@key".',
    ],
    [`${linked(3, '"@key"')} type A { b: B }`, 'Unknown type "B".'],
    ['type A { a: Int } type A { b: Int }', 'There can be only one type named "A".'],
    ['type Query { a: Int } type A', 'Type A must define one or more fields.'],
    [
      'interface I { a: Int } type A implements I { b: Int }',
      'Interface field I.a expected but A does not provide it.',
    ],
    ['', 'The subgraph has no SDL: "typeDefs" is empty.'],
  ])('and what is wrong with %s is said in a sentence', (sdl, sentence) => {
    expect(() => schemaOf(sdl)).toThrow(sentence);
    expect(() => schemaOf(sdl)).toThrow(UserError);
  });
});

describe('a schema without a link', () => {
  const sdl = `extend type Query { top: Product }
    extend type Product @key(fields: "upc") { upc: ID! @external weight: Int @external heavy: Boolean @requires(fields: "weight") }
    type Review @key(fields: "id") { id: ID! author: User @provides(fields: "name") }
    type User @extends @key(fields: "id") { id: ID! @external name: String @external @tag(name: "a") }`;

  it('is of federation 1', async () => {
    const schema = schemaOf(sdl);
    expect(directivesOf(schema)).toEqual(['extends', 'external', 'key', 'provides', 'requires', 'tag']);
    expect(String(schema.getDirective('key')?.args[0]?.type)).toBe('_FieldSet!');
    expect(await sdlOf(schema)).toBe(sdl);
    expect(printSchema(schema)).toContain('union _Entity = Product | Review | User');
  });

  it('does not know what came with federation 2', () => {
    expect(() => schemaOf('type A @interfaceObject { a: Int }')).toThrow('Unknown directive "@interfaceObject".');
  });

  it('may link something else', () => {
    const schema = schemaOf(
      'extend schema @link(url: "https://myspecs.dev/a/v1.0", import: ["@b"]) type A @key(fields: "id") @b { id: ID! }',
    );
    expect(directivesOf(schema)).toEqual(['key', 'link']);
  });
});

describe('what federation adds', () => {
  const entrancesOf = (schema: GraphQLSchema): string[] =>
    Object.keys(schema.getQueryType()?.getFields() ?? {}).toSorted();

  it('stands in the type of queries, whatever it is called', () => {
    const keyed = `${linked(0, '"@key"')} type A @key(fields: "id") { id: ID! }`;
    const both = ['_entities', '_service'];
    expect(entrancesOf(schemaOf(keyed))).toEqual(both);
    expect(entrancesOf(schemaOf(`${keyed} type Query { a: A }`))).toEqual([...both, 'a']);
    expect(entrancesOf(schemaOf(`${keyed} extend type Query { a: A } extend type Query { b: A }`))).toEqual([
      ...both,
      'a',
      'b',
    ]);
    expect(entrancesOf(schemaOf(`${keyed} schema { query: Root } type Root { a: A } type Query { b: Int }`))).toEqual([
      ...both,
      'a',
    ]);
    expect(entrancesOf(schemaOf(`${keyed} extend schema { query: Root } extend type Root { a: A }`))).toEqual([
      ...both,
      'a',
    ]);
  });

  it.each([
    ['no keys', 'type A { a: Int }'],
    ['keys that others resolve', 'type A @key(fields: "id", resolvable: false) { id: ID! }'],
  ])('is the SDL alone with %s', (_, types) => {
    const schema = schemaOf(`${linked(0, '"@key"')} ${types}`);
    expect(entrancesOf(schema)).toEqual(['_service']);
    expect(schema.getType('_Entity')).toBeUndefined();
    expect(schema.getType('_Any')).toBeUndefined();
  });

  it('has every object with a key that is resolved here, interface objects too, and no interface', () => {
    const schema = schemaOf(`${linked(3, '"@key" "@interfaceObject"')}
      interface I @key(fields: "id") { id: ID! } type A implements I @key(fields: "id") { id: ID! }
      type B @interfaceObject @key(fields: "id") { id: ID! }
      type C @key(fields: "id", resolvable: false) { id: ID! }
      type D @key(fields: "id", resolvable: false) @key(fields: "no") { id: ID! no: ID! }
      extend type E @key(fields: "id") { id: ID! } extend type E { e: Int }`);
    expect(printSchema(schema)).toContain('union _Entity = A | B | D | E');
  });

  it('is not listed for other subgraphs where it is unlisted, and is answered', async () => {
    const listed = 'type Query { a: Int }';
    const schema = schemaOf(listed, {
      unlisted: ['extend type Query { old: Int }', parse('type Rest { b: Int }')],
      resolvers: { Query: { old: () => 3 } },
    });
    expect(await sdlOf(schema)).toBe(listed);
    expect((await graphql({ schema, source: '{ old }' })).data).toEqual({ old: 3 });
  });

  it('takes SDL that another library printed with it', async () => {
    const printed = printSchema(schemaOf('type A @key(fields: "id") { id: ID! } type Query { a: A }'));
    const schema = schemaOf(`${printed}\nextend type A @key(fields: "id")`);
    expect(entrancesOf(schema)).toEqual(['_entities', '_service', 'a']);
    expect(await sdlOf(schema)).not.toMatch(/_Any|_Entity|_Service/);
  });
});

describe('resolvers', () => {
  const sdl = `${linked(3, '"@key"')} type Query { a: A i: I e: E } type A implements I @key(fields: "id") { id: ID! name: String }
    interface I { id: ID! } enum E { V }`;

  it('are those of graphql-tools: fields, types of interfaces, values of enums; several maps are one', async () => {
    const schema = schemaOf(sdl, {
      resolvers: [
        { Query: { a: () => ({ id: 1 }), i: () => ({ id: 2 }) }, A: { name: ({ id }: { id: number }) => `A${id}` } },
        { Query: { e: () => 17 }, I: { __resolveType: () => 'A' }, E: { V: 17 } },
      ],
    });
    expect((await graphql({ schema, source: '{ a { name } i { __typename id } e }' })).data).toEqual({
      a: { name: 'A1' },
      i: { __typename: 'A', id: '2' },
      e: 'V',
    });
  });

  it('say what to do where graphql-tools has another copy of graphql-js, which throws this', () => {
    const resolvers = {
      A: {
        get name(): never {
          throw new Error('Cannot use GraphQLSchema "{ … }" from another module or realm.');
        },
      },
    };
    expect(() => schemaOf(sdl, { resolvers })).toThrow('There are two copies of "graphql" in node_modules');
  });

  it.each([
    [
      { resolvers: { B: { b: () => 1 } } },
      'The resolvers of the subgraph do not fit its SDL: "B" defined in resolvers',
    ],
    [{ resolvers: { A: { nmae: () => 1 } } }, 'A.nmae defined in resolvers, but not in schema'],
    [
      { references: { Aa: () => [] } },
      'There are references for "Aa", which has no key that this subgraph resolves. Did you mean "A"?',
    ],
    [{ references: { A: 'A' as never } }, 'The references for "A" are no function.'],
    [{ resolvers: { A: { __resolveReference: 'A' as never } } }, 'The references for "A" are no function.'],
    [
      { resolvers: { I: { __resolveReference: () => null } } },
      'There are references for "I", which has no key that this subgraph resolves. Did you mean "A"?',
    ],
  ])('that fit nothing are refused: %j', (parts, sentence) => {
    expect(() => schemaOf(sdl, parts)).toThrow(sentence);
  });
});
