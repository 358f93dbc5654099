import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { specificationNames } from '../../../src/composition/facts/specificationNames.js';

const names = (schema: string) => specificationNames(parse(schema));
const url = 'url: "https://specs.apollo.dev/federation/v2.3"';

describe('specificationNames', () => {
  it('are those of Federation 1 without a link', () => {
    const { isLinked, called } = names('type Query { a: Int }');
    expect([isLinked, called('key')]).toEqual([false, 'key']);
  });

  it('are imported, imported under another name, or in the space of the specification', () => {
    const { isLinked, called } = names(
      `extend schema @link(${url}, import: ["@key", { name: "@external", as: "@foreign" }])`,
    );
    expect([isLinked, called('key'), called('external'), called('requires')]).toEqual([
      true,
      'key',
      'foreign',
      'federation__requires',
    ]);
  });

  it('are in a space of another name', () =>
    expect(names(`schema @link(${url}, as: "fed") { query: Query }`).called('key')).toBe('fed__key'));

  it('tell what is of a specification', () => {
    const { isForeign } = names(
      `extend schema @link(${url}, import: ["@key", "FieldSet"]) @link(url: "https://specs.apollo.dev/tag/v0.3")
       @link(url: "https://acme.example/own/v1.0", import: ["@own"])`,
    );
    const of = ['@key', '@federation__requires', 'FieldSet', 'link__Import', '@tag', '@own', 'Customer', '@federated'];
    expect(of.filter((one) => isForeign(one))).toEqual([
      '@key',
      '@federation__requires',
      'FieldSet',
      'link__Import',
      '@tag',
    ]);
  });
});
