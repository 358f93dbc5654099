import { getArgumentValues } from 'graphql/execution/values.js';
import type { Arguments, FieldPlan } from './fieldPlan.js';
import type { Frame } from './Frame.js';
import type { Meter } from './Meter.js';
import type { OperationPlan } from './OperationPlan.js';
import { ResolveInfo, type OperationInfo, type Select } from './ResolveInfo.js';

/** What an operation is executed with. */
export interface ExecutionRequest {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly contextValue: unknown;
  readonly rootValue: unknown;
}

/** Reads the fields of one request: properties of their parents, or what their resolvers give. */
export class FieldReader {
  private readonly info: OperationInfo;
  private readonly argumentsOf = new Map<FieldPlan, Arguments>();

  constructor(
    { schema, fragments, operation }: OperationPlan,
    private readonly request: ExecutionRequest,
    private readonly meter: Meter,
    select: Select,
  ) {
    const { rootValue, variables } = request;
    this.info = { schema, fragments, operation, rootValue, variableValues: variables, select } as OperationInfo;
  }

  /** What a resolver of a field is told. */
  infoOf(field: FieldPlan, frame: Frame): ResolveInfo {
    return new ResolveInfo(this.info, field, frame);
  }

  /** The value of a field as it comes: a promise, an error and what does not fit included. Throws what a resolver throws. */
  read(source: unknown, field: FieldPlan, frame: Frame): unknown {
    if (field.resolve !== undefined) return this.call(field.resolve, source, field, frame);
    if (typeof source !== 'object' || source === null) return undefined;
    const value = (source as Readonly<Record<string, unknown>>)[field.name];
    if (typeof value !== 'function') return value;
    return this.call((_, ...given) => value.call(source, ...given) as unknown, source, field, frame);
  }

  private call(resolve: NonNullable<FieldPlan['resolve']>, source: unknown, field: FieldPlan, frame: Frame): unknown {
    const given = this.argumentsFor(field);
    // Nothing begins in a request that has ended.
    this.meter.check();
    try {
      return resolve(source, given, this.request.contextValue, this.infoOf(field, frame));
    } catch (error) {
      this.meter.takeError(error, frame, field.responseName);
      throw error;
    }
  }

  /** Worked out once per request, however many parents the field has. Throws where a variable does not fit. */
  private argumentsFor(field: FieldPlan): Arguments {
    const known = field.fixedArguments ?? this.argumentsOf.get(field);
    if (known !== undefined) return known;
    const [node] = field.nodes;
    if (node === undefined) throw new Error(`The field ${field.name} stands nowhere in the document`);
    const made = getArgumentValues(field.field, node, this.request.variables);
    this.argumentsOf.set(field, made);
    return made;
  }
}
