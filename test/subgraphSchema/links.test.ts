import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { localName, readLinks } from '../../src/subgraphSchema/links.js';

const linksOf = (schema: string) =>
  readLinks(parse(schema)).map(({ identity, version, prefix, imports }) => [
    identity,
    version,
    prefix,
    Object.fromEntries(imports),
  ]);

const own = ['https://specs.apollo.dev/link', 'v1.0', 'link', {}];

describe('readLinks', () => {
  it('reads versions, prefixes and imports, of definitions and extensions of the schema', () => {
    const sdl = `
      schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", { name: "@tag", as: "@label" }, "FieldSet"]) {
        query: Query
      }
      extend schema @link(url: "https://myspecs.dev/custom/v1.2/", as: "mine", import: "@one")
      extend schema @link(url: "https://myspecs.dev/bare", import: null)`;
    expect(linksOf(sdl)).toEqual([
      own,
      [
        'https://specs.apollo.dev/federation',
        'v2.3',
        'federation',
        { '@key': '@key', '@tag': '@label', FieldSet: 'FieldSet' },
      ],
      ['https://myspecs.dev/custom', 'v1.2', 'mine', { '@one': '@one' }],
      ['https://myspecs.dev/bare', undefined, 'bare', {}],
    ]);
  });

  it('are none where the schema links nothing', () => {
    expect(linksOf('type Query { a: Int }')).toEqual([]);
    expect(linksOf('extend schema @other(url: "https://specs.apollo.dev/federation/v2.3")')).toEqual([]);
  });

  it('has the specification of links once, also where the schema names it', () => {
    const sdl = `extend schema @link(url: "https://specs.apollo.dev/link/v1.0")
      @link(url: "https://specs.apollo.dev/federation/v2.0")`;
    expect(linksOf(sdl)).toEqual([own, ['https://specs.apollo.dev/federation', 'v2.0', 'federation', {}]]);
  });

  it.each([
    ['as: "core"', 'core'],
    ['import: [{ name: "@link", as: "@uses" }]', 'uses'],
  ])('knows a link that is renamed by %s', (renamed, name) => {
    const sdl = `extend schema @${name}(url: "https://specs.apollo.dev/link/v1.0", ${renamed})
      @${name}(url: "https://specs.apollo.dev/federation/v2.0") @link(url: "https://of.others/thing/v1.0")`;
    expect(linksOf(sdl).map(([identity]) => identity)).toEqual([own[0], 'https://specs.apollo.dev/federation']);
  });

  it.each([
    ['@link', 'A @link has no url: it must be a text.'],
    ['@link(url: 5)', 'A @link has no url: it must be a text.'],
    [
      '@link(url: "https://a.b/c/v1.0", import: [5])',
      'An import of @link(url: "https://a.b/c/v1.0") is neither a name such as "@key" nor { name: "@key", as: "@primaryKey" }.',
    ],
    [
      '@link(url: "https://a.b/c/v1.0", import: [{ as: "@a" }])',
      'An import of @link(url: "https://a.b/c/v1.0") is neither a name such as "@key" nor { name: "@key", as: "@primaryKey" }.',
    ],
    [
      '@link(url: "https://a.b/c/v1.0", import: [{ name: "@key", as: "id" }])',
      '@link(url: "https://a.b/c/v1.0") imports "@key" as "id": names of directives begin with @, and those of types do not.',
    ],
  ])('refuses %s with a sentence', (link, sentence) => {
    expect(() => linksOf(`extend schema ${link}`)).toThrow(sentence);
  });
});

describe('localName', () => {
  const link = { name: 'tag', prefix: 'tag', imports: new Map([['@key', '@primary']]) };

  it.each([
    ['@key', '@primary'],
    ['@other', '@tag__other'],
    ['Type', 'tag__Type'],
    ['@tag', '@tag'],
  ])('calls %s %s', (name, local) => expect(localName(link, name)).toBe(local));

  it('prefixes a directive that has the name of its specification by being the prefix', () =>
    expect(localName({ ...link, prefix: 'label' }, '@tag')).toBe('@label'));
});
