import { Kind, type SelectionSetNode } from 'graphql';
import type { RequiresSelection } from '@graphql-hive/router-query-planner';
import { UserError } from '../../lib/errors/UserError.js';
import type { Joins } from '../../supergraph/Supergraph.js';
import { opened } from './mergeInto.js';
import type { JoinedData } from './JoinedRun.js';

type Content = Readonly<Record<string, unknown>>;

/** What a value is that was never given, because what should give it failed. */
const absent = Symbol('absent');

/** A field of a representation. */
interface ProjectedField {
  /** Where the answer so far holds it. */
  readonly from: string;
  readonly name: string;
  readonly below: Projection | undefined;
}

/** What is sent of objects of one type. */
interface TypeProjection {
  readonly fields: readonly ProjectedField[];
  /** The names of the fields of each key that it has. */
  readonly keys: readonly SelectionSetNode[];
}

/** Whether a key has a value in a representation, down to its leaves. */
function isKnown(content: unknown, key: SelectionSetNode): boolean {
  if (Array.isArray(content)) return content.every((item) => isKnown(item, key));
  if (typeof content !== 'object' || content === null) return false;
  return key.selections.every((one) => {
    if (one.kind === Kind.INLINE_FRAGMENT) return isKnown(content, one.selectionSet);
    if (one.kind !== Kind.FIELD || one.name.value === '__typename') return true;
    const value = (content as Content)[one.name.value];
    if (value === null || value === undefined) return false;
    return one.selectionSet === undefined || isKnown(value, one.selectionSet);
  });
}

/** Whether the fields of a key are among those of a projection. */
const holds = (fields: readonly ProjectedField[], { selections }: SelectionSetNode): boolean =>
  selections.every(
    (one) =>
      one.kind !== Kind.FIELD || one.name.value === '__typename' || fields.some(({ name }) => name === one.name.value),
  );

/** The planner may put requirements of one field with different arguments together, of which only one could be sent. */
function checkSources(selections: readonly RequiresSelection[]): void {
  const sources = new Map<string, string>();
  for (const one of selections) {
    if (one.kind === 'InlineFragment') checkSources(one.selections);
    if (one.kind !== 'Field') continue;
    const { name: from, alias: name = from } = one;
    if ((sources.get(name) ?? from) !== from)
      throw new UserError(
        `The operation asks for fields that require ${name} with different arguments. Ask for them one by one.`,
        'NOT_PLANNABLE',
      );
    sources.set(name, from);
  }
}

/** What is sent of entities to a subgraph: their types, keys and the fields that it requires. */
export class Projection {
  private readonly byType = new Map<string, TypeProjection>();

  /** @param subgraph whose keys they are; undefined below a field */
  constructor(
    private readonly selections: readonly RequiresSelection[],
    private readonly joins: Joins,
    private readonly subgraph: string | undefined,
  ) {
    checkSources(selections);
  }

  /** The representation of an entity; undefined for one that the subgraph cannot be asked for. */
  represent(entity: JoinedData): JoinedData | undefined {
    const typeName = entity['__typename'];
    if (typeof typeName !== 'string') return undefined;
    const projection = this.ofType(typeName);
    const made: JoinedData = { __typename: typeName };
    if (!this.complete(made, entity, projection)) return undefined;
    const { fields, keys } = projection;
    if (keys.length > 0) return keys.some((key) => isKnown(made, key)) ? made : undefined;
    return fields.some(({ name }) => name !== '__typename' && made[name] != null) ? made : undefined;
  }

  private complete(made: JoinedData, content: Content, { fields }: TypeProjection): boolean {
    for (const { from, name, below } of fields) {
      const given = Object.hasOwn(content, from) ? content[from] : undefined;
      const value = below === undefined ? opened(given) : below.project(opened(given));
      if (value === undefined && name === '__typename') continue;
      if (value === undefined || value === absent) return false;
      made[name] = value;
    }
    return true;
  }

  private project(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) {
      const items = value.map((item) => this.project(opened(item)));
      return items.some((item) => item === undefined || item === absent) ? absent : items;
    }
    const content = value as Content;
    const typeName = content['__typename'];
    const made: JoinedData = {};
    return this.complete(made, content, this.ofType(typeof typeName === 'string' ? typeName : '')) ? made : absent;
  }

  private ofType(typeName: string): TypeProjection {
    const known = this.byType.get(typeName);
    if (known !== undefined) return known;
    const fields = this.fieldsOf(this.selections, typeName);
    const all = this.subgraph === undefined ? [] : this.joins.keysOf(typeName, this.subgraph);
    const made = { fields, keys: all.filter((key) => holds(fields, key)) };
    this.byType.set(typeName, made);
    return made;
  }

  private fieldsOf(selections: readonly RequiresSelection[], typeName: string): ProjectedField[] {
    return selections.flatMap((one) => {
      if (one.kind === 'InlineFragment') {
        // What is planned has no @skip and no @include any more.
        if (one.skipIf !== undefined || one.includeIf !== undefined)
          throw new Error('The planner requires by a condition');
        return this.joins.isOf(typeName, one.typeCondition) ? this.fieldsOf(one.selections, typeName) : [];
      }
      if (one.kind !== 'Field') throw new Error('The planner requires a fragment by its name');
      const { name: from, alias: name = from, selections: inner } = one;
      const below = inner === undefined ? undefined : new Projection(inner, this.joins, undefined);
      return [{ from, name, below }];
    });
  }
}
