import { Kind, visit, type ConstDirectiveNode, type DocumentNode, type FieldDefinitionNode } from 'graphql';
import type { SubgraphFacts } from '../facts/readSubgraph.js';
import { textArgument } from '../facts/specificationNames.js';
import { namedTypeOf } from '../../supergraph/namedTypeOf.js';
import { expandFieldSet } from './expandFieldSet.js';

interface Owner {
  readonly name: { readonly value: string };
  readonly fields?: readonly FieldDefinitionNode[] | undefined;
}

function withFieldSet(directive: ConstDirectiveNode, value: string): ConstDirectiveNode {
  const given = (directive.arguments ?? []).map((one) =>
    one.name.value === 'fields' ? { ...one, value: { kind: Kind.STRING, value } as const } : one,
  );
  return { ...directive, arguments: given };
}

/**
 * The document of a subgraph for the composer, which takes a fragment on another interface for one that nothing fulfils: in
 * `@requires` and `@provides` such fragments become fragments on the objects behind them. `mendSupergraph` puts back what was written.
 */
export function expandSelections({ document, types, names }: SubgraphFacts): DocumentNode {
  const [requires, provides] = [names.called('requires'), names.called('provides')];
  const expanded = (directive: ConstDirectiveNode, field: FieldDefinitionNode, owner: string): ConstDirectiveNode => {
    const name = directive.name.value;
    const text = name === requires || name === provides ? textArgument(directive, 'fields') : undefined;
    if (text === undefined) return directive;
    const value = expandFieldSet(text, name === requires ? owner : namedTypeOf(field.type), types);
    return value === text ? directive : withFieldSet(directive, value);
  };
  const enter = <N extends Owner>(node: N): N | undefined => {
    const { fields = [], name } = node;
    const mended = fields.map((field) => {
      const { directives = [] } = field;
      const given = directives.map((one) => expanded(one, field, name.value));
      return given.every((one, n) => one === directives[n]) ? field : { ...field, directives: given };
    });
    return mended.every((field, n) => field === fields[n]) ? undefined : { ...node, fields: mended };
  };
  return visit(document, { ObjectTypeDefinition: enter, ObjectTypeExtension: enter });
}
