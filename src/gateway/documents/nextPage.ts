import { Kind, type FieldNode } from 'graphql';
import { isLeaf, isList, type SelectedField } from './tables/answerFields.js';
import { propertyAt } from '../../lib/checks/propertyAt.js';

/** A page behind an answer. */
export interface NextPage {
  /** The variable that its cursor is given by. */
  readonly variable: string;
  readonly cursor: string;
}

function cursorVariable({ arguments: given = [] }: FieldNode): string | undefined {
  const after = given.find(({ name }) => name.value === 'after')?.value;
  return after?.kind === Kind.VARIABLE ? after.name.value : undefined;
}

/** The one field of some that has a name in the schema. */
const called = (fields: readonly SelectedField[], name: string): SelectedField | undefined =>
  fields.find(({ nodes: [node] }) => node?.name.value === name);

/**
 * The page behind that of an answer: of the first connection outside of lists that has `pageInfo { hasNextPage endCursor }` and a variable
 * as its `after`. Undefined where there is none, or no page behind.
 */
export function nextPage(fields: readonly SelectedField[], data: unknown): NextPage | undefined {
  for (const field of fields) {
    if (isLeaf(field) || isList(field)) continue;
    const inner = field.fields();
    const value = propertyAt(data, [field.name]);
    const [node] = field.nodes;
    const variable = node && cursorVariable(node);
    const info = called(inner, 'pageInfo');
    if (variable !== undefined && info !== undefined) {
      const [more, end] = ['hasNextPage', 'endCursor'].map((name) =>
        propertyAt(value, [info.name, called(info.fields(), name)?.name ?? '']),
      );
      return more === true && typeof end === 'string' ? { variable, cursor: end } : undefined;
    }
    const below = nextPage(inner, value);
    if (below !== undefined) return below;
  }
  return undefined;
}
