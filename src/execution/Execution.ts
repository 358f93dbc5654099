import {
  defaultTypeResolver,
  GraphQLError,
  isObjectType,
  locatedError,
  type ExecutionResult,
  type GraphQLAbstractType,
  type GraphQLObjectType,
} from 'graphql';
import { WrittenJson } from '../lib/written/WrittenJson.js';
import type { FieldPlan, SelectionPlan } from './fieldPlan.js';
import { FieldReader, type ExecutionRequest } from './FieldReader.js';
import { Frame, pathTo, type Key } from './Frame.js';
import type { Meter } from './Meter.js';
import type { OperationPlan } from './OperationPlan.js';
import type { Position } from './positions.js';
import { isPromise } from '../lib/async/isPromise.js';

const isPlain = (value: unknown): boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

const isIterable = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as { [Symbol.iterator]?: unknown })[Symbol.iterator] === 'function';

/** The text that a row holds as a property; undefined for none. */
function textIn(row: unknown, property: string): string | undefined {
  if (typeof row !== 'object' || row === null) return undefined;
  const text = (row as Readonly<Record<string, unknown>>)[property];
  return typeof text === 'string' ? text : undefined;
}

/** Promises that nobody will wait for, alone or in lists: their failures are nobody's. */
const forget = (value: unknown): void => {
  if (isPromise(value)) value.then(forget, () => {});
  else if (Array.isArray(value)) value.forEach(forget);
};

/** Where a value belongs. */
interface Place {
  readonly frame: Frame;
  readonly key: Key;
  readonly isNonNull: boolean;
  readonly field: FieldPlan;
}

/** One run of a plan. Objects are completed at once; of what waits, only the waiting field has a promise, and is put in its place later. */
export class Execution {
  private readonly errors: GraphQLError[] = [];
  private readonly reader: FieldReader;
  private data: Record<string, unknown> | null = null;
  private finish = (): void => {};

  constructor(
    private readonly plan: OperationPlan,
    private readonly request: ExecutionRequest,
    private readonly meter: Meter,
  ) {
    this.reader = new FieldReader(plan, request, meter, (field, type) => this.selectionBelow(field, type));
  }

  /** The answer to a query: never a rejection. */
  run(rootType: GraphQLObjectType): ExecutionResult | Promise<ExecutionResult> {
    const { variables, rootValue } = this.request;
    let root: Frame;
    try {
      const planned = this.plan.size;
      const selection = this.plan.rootSelection(rootType, variables);
      this.meter.takePlan(this.plan.size - planned);
      this.data = selection.create();
      root = new Frame(this.data, undefined, '', true, rootType.name, selection.fields.length);
      this.fillIn(root, selection.fields, rootValue);
    } catch (error) {
      this.data = null;
      this.errors.push(error as GraphQLError);
      return this.result();
    }
    if (root.isComplete) return this.result();
    return new Promise((resolve) => {
      this.finish = () => {
        if (this.data === null || root.isComplete) resolve(this.result());
      };
    });
  }

  /** What is asked of the objects of a type behind a field; fields that were not planned before are counted. */
  private selectionBelow(field: FieldPlan, type: GraphQLObjectType): SelectionPlan {
    const known = field.below?.get(type);
    if (known !== undefined) return known;
    const selection = this.plan.selectionBelow(field, type, this.request.variables);
    this.meter.takePlan(selection.fields.length);
    return selection;
  }

  private result(): ExecutionResult {
    const { data, errors } = this;
    return (errors.length === 0 ? { data } : { errors, data }) as ExecutionResult;
  }

  /** Fills an object of the answer. Throws the located error of a field that must not be null. */
  private fillIn(frame: Frame, fields: readonly FieldPlan[], source: unknown): void {
    try {
      for (const field of fields) frame.put(field.responseName, this.fieldValue(frame, field, source));
    } catch (error) {
      frame.leave();
      throw error;
    }
  }

  /** The value of a field, or null for the time being where it waits. */
  private fieldValue(frame: Frame, field: FieldPlan, source: unknown): unknown {
    const { position, responseName: key } = field;
    try {
      const later = this.meter.laterTurn(field, frame);
      if (later !== undefined) {
        const place = { frame, key, isNonNull: position.isNonNull, field };
        return this.wait(later, place, () => this.received(this.reader.read(source, field, frame), place));
      }
      const value = this.reader.read(source, field, frame);
      // Most values: nothing is made for them but themselves.
      if (position.kind === 'leaf' && isPlain(value)) {
        this.meter.takeValue(value, field, frame);
        return position.write(value);
      }
      return this.received(value, { frame, key, isNonNull: position.isNonNull, field });
    } catch (error) {
      return this.failed(error, { frame, key, isNonNull: position.isNonNull, field });
    }
  }

  private received(value: unknown, place: Place): unknown {
    if (!isPromise(value)) return this.counted(value, place);
    try {
      this.meter.takeWait(place.frame);
    } catch (error) {
      forget(value);
      throw error;
    }
    return this.wait(value, place, this.counted);
  }

  // Arrow functions, here and below: one for all fields that wait, of which a page has hundreds.
  private readonly counted = (value: unknown, place: Place): unknown => {
    try {
      this.meter.takeValue(value, place.field, place.frame);
    } catch (error) {
      forget(value);
      throw error;
    }
    return this.complete(value, place.field.position, place);
  };

  /** Completes a value. Throws where it cannot stand in its place. */
  private complete(value: unknown, position: Position, place: Place): unknown {
    if (value instanceof Error) throw value;
    if (value === null || value === undefined) {
      if (!position.isNonNull) return null;
      const { parentType, name } = place.field;
      throw new Error(`Cannot return null for non-nullable field ${parentType.name}.${name}.`);
    }
    if (value instanceof WrittenJson && position.kind !== 'leaf') {
      this.meter.takeText(value.text);
      return value;
    }
    switch (position.kind) {
      case 'leaf':
        return position.write(value);
      case 'list':
        return this.completeList(value, position.item, place);
      case 'object':
        return this.completeObject(value, position.type, place);
      case 'abstract':
        return this.completeAbstract(value, position.type, place);
    }
  }

  private completeList(value: unknown, item: Position, { frame, key, isNonNull, field }: Place): unknown[] {
    if (!isIterable(value)) {
      const { parentType, name } = field;
      throw new GraphQLError(`Expected Iterable, but did not find one for field "${parentType.name}.${name}".`);
    }
    const items = Array.isArray(value) ? (value as unknown[]) : [...value];
    const content: unknown[] = [];
    const list = new Frame(content, frame, key, isNonNull, undefined, 0);
    for (let n = 0; n < items.length; n += 1) {
      try {
        content.push(this.item(items[n], item, { frame: list, key: n, isNonNull: item.isNonNull, field }));
      } catch (error) {
        list.leave();
        items.slice(n + 1).forEach(forget);
        throw error;
      }
    }
    return content;
  }

  private item(value: unknown, position: Position, place: Place): unknown {
    try {
      if (isPromise(value))
        return this.wait(value, place, (found) => {
          this.meter.takeValue(found, place.field, place.frame);
          return this.complete(found, position, place);
        });
      if (value instanceof Error) this.meter.takeError(value, place.frame, place.key);
      return this.complete(value, position, place);
    } catch (error) {
      return this.failed(error, place);
    }
  }

  private completeObject(value: unknown, type: GraphQLObjectType, { frame, key, isNonNull, field }: Place): object {
    const { create, fields, leaves, others } = this.selectionBelow(field, type);
    const text = leaves && textIn(value, leaves.property);
    if (text !== undefined) this.meter.takeText(text);
    if (text !== undefined && others.length === 0) return new WrittenJson(text);
    const left = text === undefined ? fields : others;
    const content = create();
    this.fillIn(new Frame(content, frame, key, isNonNull, type.name, left.length), left, value);
    return text === undefined ? content : new WrittenJson(text, content);
  }

  private completeAbstract(value: unknown, type: GraphQLAbstractType, place: Place): unknown {
    const info = this.reader.infoOf(place.field, place.frame);
    const named = (type.resolveType ?? defaultTypeResolver)(value, this.request.contextValue, info, type);
    const complete = (name: unknown): object => this.completeObject(value, this.possibleType(type, name), place);
    return isPromise(named) ? this.wait(named, place, complete) : complete(named);
  }

  private possibleType(type: GraphQLAbstractType, name: unknown): GraphQLObjectType {
    const { schema } = this.plan;
    const found = typeof name === 'string' ? schema.getType(name) : undefined;
    if (isObjectType(found) && schema.isSubType(type, found)) return found;
    throw new GraphQLError(`A value of ${type.name} is of no type that ${type.name} can be, but of "${String(name)}".`);
  }

  /** Completes later what a promise gives; null until then. */
  private wait<T>(promise: PromiseLike<T>, place: Place, complete: (found: T, place: Place) => unknown): null {
    place.frame.await(1);
    promise.then(
      (found) => this.settle(found, place, complete),
      (error: unknown) => this.settle(error, place, this.rejected),
    );
    return null;
  }

  private readonly rejected = (error: unknown, { frame, key }: Place): never => {
    this.meter.takeError(error, frame, key);
    throw error;
  };

  /** Completes what has come, and puts it in its place. */
  private settle<T>(found: T, place: Place, complete: (found: T, place: Place) => unknown): void {
    const { frame, key } = place;
    if (this.meter.hasEnded || frame.isOut) return forget(found);
    try {
      frame.put(key, complete(found, place));
    } catch (error) {
      this.settleError(error, place);
    }
    if (!frame.isOut) frame.await(-1);
    this.finish();
  }

  private settleError(error: unknown, place: Place): void {
    const { frame, key, isNonNull } = place;
    const located = this.located(error, place);
    if (frame.isOut) return;
    this.errors.push(located);
    if (!isNonNull) frame.put(key, null);
    else if (frame.replaceByNull()) this.data = null;
  }

  /** Null in place of a value that failed. Throws the located error where null may not stand. */
  private failed(error: unknown, place: Place): null {
    const located = this.located(error, place);
    if (place.isNonNull) throw located;
    this.errors.push(located);
    return null;
  }

  private located(error: unknown, { field, frame, key }: Place): GraphQLError {
    return locatedError(error, field.nodes as FieldPlan['nodes'][number][], pathTo(frame, key));
  }
}
