import type { GraphQLResolveInfo } from 'graphql';
import { WrittenJson } from '../lib/written/WrittenJson.js';
import {
  isOnce,
  mostMembers,
  toWritten,
  type WritableType,
  type WrittenText,
  type WrittenMember,
  type WrittenShape,
} from '../lib/written/shape.js';
import type { Way } from './askedBelow.js';
import { isLeafMember, isMember, type FieldPlan, type SelectionPlan } from './fieldPlan.js';
import { ResolveInfo } from './ResolveInfo.js';

type Type = WritableType<unknown>;

function memberOf(info: ResolveInfo, field: FieldPlan, { fields }: Type): WrittenMember | undefined {
  const { name, responseName } = field;
  if (name === '__typename') return isLeafMember(field) ? { responseName, name } : undefined;
  const known = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (known === undefined || !isMember(field)) return undefined;
  if (!('type' in known)) return isLeafMember(field) ? { responseName, name } : undefined;
  const selection = info.selectionOf(field);
  const inner = selection && shapeOf(info, selection, known.type);
  return inner && { responseName, name, inner };
}

function shapeOf(info: ResolveInfo, { type: { name: typeName }, fields }: SelectionPlan, type: Type) {
  if (fields.length > mostMembers || !isOnce(fields)) return undefined;
  const members: WrittenMember[] = [];
  for (const field of fields) {
    const member = memberOf(info, field, type);
    if (member === undefined) return undefined;
    members.push(member);
  }
  return { typeName, members } satisfies WrittenShape;
}

/**
 * What a statement writes of the rows at the end of a way, the whole of what is asked of them. Undefined where it cannot: the type
 * does not tell of a field, several places ask, or graphql-js executes.
 */
export function writtenBelow(info: GraphQLResolveInfo, way: Way, type: Type): WrittenText | undefined {
  if (!(info instanceof ResolveInfo)) return undefined;
  const [selection, ...others] = info.selectionsBelow(...way);
  const shape = selection && others.length === 0 ? shapeOf(info, selection, type) : undefined;
  return shape && toWritten(shape);
}

/** A list of the answer, from the texts of its rows with commas between. */
export const writtenList = (rows: string): WrittenJson => new WrittenJson(`[${rows}]`);

/** The edges of a connection that a statement writes: each one, and how they become the connection. */
export interface WrittenEdges {
  readonly edge: WrittenText;
  readonly toConnection: (edges: string) => WrittenJson;
}

/** What a statement writes of a connection behind the resolved field. Undefined where it cannot, as where more than nodes is asked. */
export function writtenEdges(info: GraphQLResolveInfo, connection: string, node: Type): WrittenEdges | undefined {
  if (!(info instanceof ResolveInfo)) return undefined;
  const [{ fields } = { fields: [] }] = info.selectionsBelow(connection);
  if (!fields.every(({ name }) => name === 'edges' || name === '__typename')) return undefined;
  const edge = writtenBelow(info, [connection, 'edges'], { fields: { node: { type: node } } });
  if (edge === undefined) return undefined;
  const toConnection = (edges: string): WrittenJson => {
    const members = fields.map(({ name, responseName }) => {
      const value = name === 'edges' ? `[${edges}]` : JSON.stringify(connection);
      return `${JSON.stringify(responseName)}:${value}`;
    });
    return new WrittenJson(`{${members.join(',')}}`);
  };
  return { edge, toConnection };
}
